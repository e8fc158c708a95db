/** The store in memory, for tests and simulations: the same contract as DynamoDB's, nothing kept after the process. */
import { assertLegal } from '../assert-legal.ts';
import { type Follow, followListedAt, isFollowEnded, isLegalFollowStep } from '../follow.ts';
import { type PostedMessage, takesEdit } from '../posted-message.ts';
import { assertReadable, assertReadableEdit } from '../read-record.ts';
import type { Run } from '../run.ts';
import { isLegalRunStep, isRunEnded, listedAt } from '../run.ts';
import type { OnUnreadable, OperatorStore, RecordOf, StoredRecord } from '../store.ts';
import { createShelf } from './shelf.ts';

export type MemoryStoreOptions = {
  /** What is stored already, by `<kind>#<id>`; other versions may have written it. */
  records?: Map<string, unknown>;
  onUnreadable?: OnUnreadable;
};

/**
 * `clock` decides which records have expired. `copy` keeps what is stored apart from what callers hold; a simulation
 * may freeze instead, which is faster.
 */
export function createMemoryStore(
  clock: { now(): number },
  copy: <T>(value: T) => T = structuredClone,
  { records = new Map(), onUnreadable = () => undefined }: MemoryStoreOptions = {},
): OperatorStore {
  const shelf = createShelf({ clock, copy, records, onUnreadable });
  return {
    async find(kind, id) {
      const record = shelf.get({ kind, id });
      return record === undefined ? undefined : (copy(record) as RecordOf<typeof kind>);
    },
    async create(record) {
      assertReadable(record);
      if (shelf.has(record)) return 'exists';
      shelf.put(record);
      return 'created';
    },
    async replace(previous, next) {
      assertLegal(previous, next);
      assertReadable(next);
      if (!isCurrent(shelf.get(previous), previous, next)) return 'conflict';
      shelf.put(next);
      return 'replaced';
    },
    async claimEdit(id, edit) {
      assertReadableEdit(id, edit);
      const current = shelf.get({ kind: 'message', id });
      if (current?.kind !== 'message' || !takesEdit(current, edit)) return undefined;
      const { claim, expiresAt } = edit;
      const next = { ...current, claim, expiresAt, epoch: current.epoch + 1, version: current.version + 1 };
      shelf.put(next);
      return copy(next);
    },
    async clearOutbox(record) {
      const current = shelf.get(record);
      if (current?.version === record.version) shelf.put({ ...current, outbox: [] });
    },
    async listParkedMessages(limit) {
      const parked = shelf.all('message').filter(isParked);
      return parked.slice(0, limit).map((message) => copy(message));
    },
    async listRuns(which, limit) {
      const runs = shelf.all('run').filter((record): record is Run => record.kind === 'run');
      return runs
        .filter((run) => isRunEnded(run) === (which === 'ended'))
        .sort((a, b) => listedAt(b) - listedAt(a))
        .slice(0, limit)
        .map((run) => copy(run));
    },
    async listFollows(which, limit) {
      const follows = shelf.all('follow').filter((record): record is Follow => record.kind === 'follow');
      return follows
        .filter((follow) => isFollowEnded(follow) === (which === 'ended'))
        .sort((a, b) => followListedAt(b) - followListedAt(a))
        .slice(0, limit)
        .map((follow) => copy(follow));
    },
  };
}

function isParked(record: StoredRecord): record is PostedMessage {
  return record.kind === 'message' && record.parked?.notification !== undefined;
}

function isCurrent(current: StoredRecord | undefined, previous: StoredRecord, next: StoredRecord): boolean {
  if (current?.version !== previous.version) return false;
  if (current.kind === 'follow' && next.kind === 'follow') return isLegalFollowStep(current.state, next.state);
  return current.kind !== 'run' || next.kind !== 'run' || isLegalRunStep(current.state, next.state);
}
