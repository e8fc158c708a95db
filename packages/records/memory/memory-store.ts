/** The store in memory, for tests and simulations: the same contract as DynamoDB's, nothing kept after the process. */

import { incidentSummary } from '../kinds/operation/incident.ts';
import { parkedOwner } from '../kinds/operation/parked-owner.ts';
import { isLegalPlanStep, isPlanEnded, planSummary } from '../kinds/plan.ts';
import { parkedSummary, takesEdit } from '../kinds/posted-message.ts';
import { plannedListedAt, plannedSummary } from '../kinds/task.ts';
import { isLegalTrackingStep, isTrackingEnded, trackingSummary } from '../kinds/tracking.ts';
import { assertLegal, assertReadable, assertReadableEdit } from '../read-record.ts';
import type { Kind, OnUnreadable, OperatorStore, RecordOf, StoredRecord } from '../store.ts';
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
      const summaries = ofKind('message', recordMap.all('message')).map(parkedSummary);
      return summaries.filter((summary) => summary !== undefined).slice(0, limit);
    },
    async listParkedOwners(limit) {
      const [comments, changes] = [recordMap.all('comment'), recordMap.all('site-change')];
      const owners = [
        ...ofKind('comment', comments),
        ...ofKind('site-change', changes),
        ...ofKind('deploy-setting', recordMap.all('deploy-setting')),
      ].map(parkedOwner);
      return newestOf(
        owners.filter((owner) => owner !== undefined),
        limit,
      );
    },
    async listIncidents(limit) {
      const incidents = ofKind('incident', recordMap.all('incident')).map(incidentSummary);
      return incidents.toSorted((a, b) => b.lastAt - a.lastAt).slice(0, limit);
    },
    async listPlanned(issueNumber, which) {
      return ofKind('planned', recordMap.all('planned'))
        .filter(({ number, isOver = false }) => number === issueNumber && isOver === (which === 'ended'))
        .sort((a, b) => plannedListedAt(b) - plannedListedAt(a))
        .map(plannedSummary);
    },
    async listPlans(which, limit) {
      const plans = ofKind('plan', recordMap.all('plan'));
      return newestOf(plans.filter((plan) => isPlanEnded(plan) === (which === 'ended')).map(planSummary), limit);
    },
    async listTrackings(which, limit) {
      const trackings = ofKind('tracking', recordMap.all('tracking'));
      const wanted = trackings.filter((tracking) => isTrackingEnded(tracking) === (which === 'ended'));
      return newestOf(wanted.map(trackingSummary), limit).map((summary) => copy(summary));
    },
  };
}

function ofKind<K extends Kind>(kind: K, records: readonly StoredRecord[]): RecordOf<K>[] {
  return records.filter((record): record is RecordOf<K> => record.kind === kind);
}

function newestOf<S extends { listedAt: number }>(summaries: readonly S[], limit: number): S[] {
  return summaries.toSorted((a, b) => b.listedAt - a.listedAt).slice(0, limit);
}

function isCurrent(current: StoredRecord | undefined, previous: StoredRecord, next: StoredRecord): boolean {
  if (current?.version !== previous.version) return false;
  if (current.kind === 'tracking' && next.kind === 'tracking') return isLegalTrackingStep(current.state, next.state);
  return current.kind !== 'plan' || next.kind !== 'plan' || isLegalPlanStep(current.state, next.state);
}
