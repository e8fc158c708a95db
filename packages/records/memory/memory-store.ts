/** The store in memory, for tests and simulations: the same contract as DynamoDB's, nothing kept after the process. */

import { isLegalPlanStep, isPlanEnded, type Plan, planListedAt } from '../kinds/plan.ts';
import { type PostedMessage, takesEdit } from '../kinds/posted-message.ts';
import type { PlannedIssue } from '../kinds/task.ts';
import { isLegalTrackingStep, isTrackingEnded, type Tracking, trackingListedAt } from '../kinds/tracking.ts';
import { assertLegal, assertReadable, assertReadableEdit } from '../read-record.ts';
import type { OnUnreadable, OperatorStore, RecordOf, StoredRecord } from '../store.ts';
import { createRecordMap } from './record-map.ts';

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
  const recordMap = createRecordMap({ clock, copy, records, onUnreadable });
  return {
    async find(kind, id) {
      const record = recordMap.get({ kind, id });
      return record === undefined ? undefined : (copy(record) as RecordOf<typeof kind>);
    },
    async create(record) {
      assertReadable(record);
      if (recordMap.has(record)) return 'exists';
      recordMap.put(record);
      return 'created';
    },
    async replace(previous, next) {
      assertLegal(previous, next);
      assertReadable(next);
      if (!isCurrent(recordMap.get(previous), previous, next)) return 'conflict';
      recordMap.put(next);
      return 'replaced';
    },
    async claimEdit(id, edit) {
      assertReadableEdit(id, edit);
      const current = recordMap.get({ kind: 'message', id });
      if (current?.kind !== 'message' || !takesEdit(current, edit)) return undefined;
      const { claim, expiresAt } = edit;
      const next = { ...current, claim, expiresAt, epoch: current.epoch + 1, version: current.version + 1 };
      recordMap.put(next);
      return copy(next);
    },
    async clearOutbox(record) {
      const current = recordMap.get(record);
      if (current?.version === record.version) recordMap.put({ ...current, outbox: [] });
    },
    async listParkedMessages(limit) {
      const parked = recordMap.all('message').filter(isParked);
      return parked.slice(0, limit).map((message) => copy(message));
    },
    async listPlanned(issueNumber) {
      const all = recordMap.all('planned').filter((record): record is PlannedIssue => record.kind === 'planned');
      return all
        .filter(({ number, isOver }) => number === issueNumber && isOver !== true)
        .sort((a, b) => b.requestedAt - a.requestedAt)
        .map((planned) => copy(planned));
    },
    async listPlans(which, limit) {
      const plans = recordMap.all('plan').filter((record): record is Plan => record.kind === 'plan');
      return plans
        .filter((plan) => isPlanEnded(plan) === (which === 'ended'))
        .sort((a, b) => planListedAt(b) - planListedAt(a))
        .slice(0, limit)
        .map((plan) => copy(plan));
    },
    async listTrackings(which, limit) {
      const trackings = recordMap.all('tracking').filter((record): record is Tracking => record.kind === 'tracking');
      return trackings
        .filter((tracking) => isTrackingEnded(tracking) === (which === 'ended'))
        .sort((a, b) => trackingListedAt(b) - trackingListedAt(a))
        .slice(0, limit)
        .map((tracking) => copy(tracking));
    },
  };
}

function isParked(record: StoredRecord): record is PostedMessage {
  return record.kind === 'message' && record.parked?.notification !== undefined;
}

function isCurrent(current: StoredRecord | undefined, previous: StoredRecord, next: StoredRecord): boolean {
  if (current?.version !== previous.version) return false;
  if (current.kind === 'tracking' && next.kind === 'tracking') return isLegalTrackingStep(current.state, next.state);
  return current.kind !== 'plan' || next.kind !== 'plan' || isLegalPlanStep(current.state, next.state);
}
