/** The store in memory, for tests and simulations: the same contract as DynamoDB's, nothing kept after the process. */
import { assertLegal } from '../assert-legal.ts';
import { type PostedMessage, takesEdit } from '../posted-message.ts';
import type { Run } from '../run.ts';
import { isLegalRunStep, isRunEnded, listedAt } from '../run.ts';
import type { OperatorStore, RecordOf, StoredRecord } from '../store.ts';

/**
 * `clock` decides which records have expired. `copy` keeps what is stored apart from what callers hold; a simulation
 * may freeze instead, which is faster.
 */
export function createMemoryStore(clock: { now(): number }, copy: <T>(value: T) => T = structuredClone): OperatorStore {
  const records = new Map<string, StoredRecord>();
  const keyOf = (record: Pick<StoredRecord, 'kind' | 'id'>) => `${record.kind}#${record.id}`;
  const stored = (record: Pick<StoredRecord, 'kind' | 'id'>) => {
    const found = records.get(keyOf(record));
    return found !== undefined && found.expiresAt * 1000 > clock.now() ? found : undefined;
  };

  return {
    async find(kind, id) {
      const record = stored({ kind, id });
      return record === undefined ? undefined : (copy(record) as RecordOf<typeof kind>);
    },
    async create(record) {
      if (stored(record) !== undefined) return 'exists';
      records.set(keyOf(record), copy(record));
      return 'created';
    },
    async replace(previous, next) {
      assertLegal(previous, next);
      if (!isCurrent(stored(previous), previous, next)) return 'conflict';
      records.set(keyOf(next), copy(next));
      return 'replaced';
    },
    async claimEdit(id, edit) {
      const current = stored({ kind: 'message', id });
      if (current?.kind !== 'message' || !takesEdit(current, edit)) return undefined;
      const { claim, expiresAt } = edit;
      const next = { ...current, claim, expiresAt, epoch: current.epoch + 1, version: current.version + 1 };
      records.set(keyOf(next), copy(next));
      return copy(next);
    },
    async clearOutbox(record) {
      const current = stored(record);
      if (current?.version !== record.version) return;
      records.set(keyOf(current), { ...current, outbox: [] });
    },
    async listParkedMessages(limit) {
      const parked = [...records.values()].filter(
        (record) => record.kind === 'message' && record.parked?.notification !== undefined,
      );
      const alive = parked.filter((record): record is PostedMessage => stored(record) !== undefined);
      return alive.slice(0, limit).map((message) => copy(message));
    },
    async listRuns(which, limit) {
      const runs = [...records.values()].filter(
        (record): record is Run => record.kind === 'run' && stored(record) !== undefined,
      );
      return runs
        .filter((run) => isRunEnded(run) === (which === 'ended'))
        .sort((a, b) => listedAt(b) - listedAt(a))
        .slice(0, limit)
        .map((run) => copy(run));
    },
  };
}

function isCurrent(current: StoredRecord | undefined, previous: StoredRecord, next: StoredRecord): boolean {
  if (current?.version !== previous.version) return false;
  return current.kind !== 'run' || next.kind !== 'run' || isLegalRunStep(current.state, next.state);
}
