/** The store over the one in memory, with what DynamoDB does besides: throttles, lost answers, an index that lags. */
import {
  type CommentRecord,
  type DeploySetting,
  type Incident,
  incidentSummary,
  isPlanEnded,
  isTrackingEnded,
  type Plan,
  type PlannedIssue,
  parkedOwner,
  planListedAt,
  plannedListedAt,
  plannedSummary,
  planSummary,
  type RecordStore,
  type SiteChange,
  type StoredRecord,
  StoreUnavailable,
  type Tracking,
  trackingListedAt,
  trackingSummary,
} from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { deepFreeze } from '../engine/deep-freeze.ts';
import type { Engine } from '../engine/engine.ts';
import type { Invocation, PortCall } from '../engine/invocations.ts';
import { createIndexView, type IndexView } from './index-view.ts';

export type SimStore = {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): RecordStore;
  /** Puts a record there from the outside. */
  seed(record: StoredRecord): void;
  /** Every record as last written. */
  all(): readonly StoredRecord[];
  get<K extends StoredRecord['kind']>(kind: K, id: string): Extract<StoredRecord, { kind: K }> | undefined;
};

/** Called with every write that took place; `by` is the invocation whose it is. */
export type StoreWatch = { wrote(previous: StoredRecord | undefined, next: StoredRecord, by: Invocation): void };

type StoreCall<T> = Pick<PortCall<T>, 'operation' | 'detail' | 'act'>;

export function createSimStore(engine: Engine, watch: StoreWatch): SimStore {
  const memory = createMemoryStore({ now: engine.timeline.now }, deepFreeze);
  const records = new Map<string, StoredRecord>();
  let list: StoredRecord[] | undefined;
  const index = createIndexes();
  const keep: Keep = (next, by) => {
    const previous = records.get(`${next.kind}#${next.id}`);
    records.set(`${next.kind}#${next.id}`, next);
    list = undefined;
    index.add(next, engine.timeline.now());
    watch.wrote(previous, next, by);
  };
  return {
    seed(record) {
      void memory.create(record);
      records.set(`${record.kind}#${record.id}`, record);
      list = undefined;
      index.add(record, engine.timeline.now());
    },
    all() {
      list ??= [...records.values()];
      return list;
    },
    get: (kind, id) => records.get(`${kind}#${id}`) as ReturnType<SimStore['get']> as never,
    portOf: (by) => ({
      ...readingOf(engine, memory, index, by),
      ...writingOf(engine, memory, keep, by),
      clearOutbox: (record) =>
        engine.invocations.call(by, {
          ...WRITING,
          operation: 'store.clearOutbox',
          detail: () => describe(record),
          async act() {
            await memory.clearOutbox(record);
            const current = records.get(`${record.kind}#${record.id}`);
            if (current?.version === record.version) keep({ ...current, outbox: [] }, by);
          },
        }),
    }),
  };
}

type Indexes = {
  add(record: StoredRecord, at: number): void;
  runs: IndexView<Plan>;
  trackings: IndexView<Tracking>;
  planned: IndexView<PlannedIssue>;
  owners: IndexView<Owner>;
  incidents: IndexView<Incident>;
};

type Owner = CommentRecord | SiteChange | DeploySetting;

function createIndexes(): Indexes {
  const runs = createIndexView<Plan>();
  const trackings = createIndexView<Tracking>();
  const planned = createIndexView<PlannedIssue>();
  const owners = createIndexView<Owner>();
  const incidents = createIndexView<Incident>();
  return {
    runs,
    trackings,
    planned,
    owners,
    incidents,
    add(record, at) {
      if (record.kind === 'plan') runs.add(record, at);
      if (record.kind === 'tracking') trackings.add(record, at);
      if (record.kind === 'planned') planned.add(record, at);
      if (record.kind === 'comment' || record.kind === 'site-change' || record.kind === 'deploy-setting')
        owners.add(record, at);
      if (record.kind === 'incident') incidents.add(record, at);
    },
  };
}

/** Notes what was written. */
type Keep = (next: StoredRecord, by: Invocation) => void;

function readingOf(
  engine: Engine,
  memory: RecordStore,
  index: Indexes,
  by: Invocation,
): Pick<RecordStore, 'find' | 'listPlans' | 'listTrackings' | 'listPlanned' | 'listParkedOwners' | 'listIncidents'> {
  const read = <T>(call: StoreCall<T>) => engine.invocations.call(by, { ...call, ...READING });
  const list = <R, S>(name: string, view: IndexView<R>, pick: (records: R[]) => S[]) => {
    const operation = `store.${name}`;
    return read({ operation, act: () => pick(view.asOf(engine.timeline.now() - lag(engine, operation))) });
  };
  return {
    find: (kind, id) =>
      read({ operation: 'store.find', detail: () => `${kind} ${id}`, act: () => memory.find(kind, id) }),
    listPlans: (which, limit) =>
      list('listPlans', index.runs, (plans) => listed(plans, isPlanEnded, planListedAt)(which, limit).map(planSummary)),
    listTrackings: (which, limit) =>
      list('listTrackings', index.trackings, (all) =>
        listed(all, isTrackingEnded, trackingListedAt)(which, limit).map(trackingSummary),
      ),
    listParkedOwners: (limit) =>
      list('listParkedOwners', index.owners, (owners) =>
        owners
          .map(parkedOwner)
          .filter((owner) => owner !== undefined)
          .sort((a, b) => b.listedAt - a.listedAt)
          .slice(0, limit),
      ),
    listIncidents: (limit) =>
      list('listIncidents', index.incidents, (all) =>
        all
          .map(incidentSummary)
          .sort((a, b) => b.lastAt - a.lastAt)
          .slice(0, limit),
      ),
    listPlanned: (issueNumber, which) =>
      list('listPlanned', index.planned, (all) =>
        listed(
          all.filter(({ number }) => number === issueNumber).reverse(),
          ({ isOver = false }) => isOver,
          plannedListedAt,
        )(which, Number.POSITIVE_INFINITY).map(plannedSummary),
      ),
  };
}

function writingOf(
  engine: Engine,
  memory: RecordStore,
  keep: Keep,
  by: Invocation,
): Pick<RecordStore, 'create' | 'replace' | 'claimEdit'> {
  const write = <T>(call: StoreCall<T>) => engine.invocations.call(by, { ...call, ...WRITING });
  return {
    create: (record) =>
      write({
        operation: 'store.create',
        detail: () => describe(record),
        async act() {
          const written = await memory.create(record);
          if (written === 'created') keep(record, by);
          return written;
        },
      }),
    replace: (previous, next) =>
      write({
        operation: 'store.replace',
        detail: () => describe(next),
        async act() {
          const written = await memory.replace(previous, next);
          if (written === 'replaced') keep(next, by);
          return written;
        },
      }),
    claimEdit: (id, edit) =>
      write({
        operation: 'store.claimEdit',
        detail: () => id,
        async act() {
          const claimed = await memory.claimEdit(id, edit);
          if (claimed !== undefined) keep(claimed, by);
          return claimed;
        },
      }),
  };
}

const throttled = () => new StoreUnavailable('the table is throttled; nothing is known about the call');
const READING = {
  latencyMs: [3, 20],
  frozen: throttled,
  faults: { refused: { acts: 'not', error: throttled } },
} as const;
const WRITING = {
  latencyMs: [4, 30],
  // A frozen function's own time limits are over before its request goes out.
  frozen: throttled,
  faults: {
    refused: { acts: 'not', error: throttled },
    'lost-answer': { acts: 'now', error: throttled },
    'no-answer': { acts: 'not', error: throttled, afterMs: 3000 },
  },
} as const;

function lag({ faults, random }: Engine, operation: string): number {
  return faults.happens('index-lag', operation) ? random.pick([50, 500, 3000]) : 0;
}

/** As an index lists them: those that are open, or those that have ended. */
function listed<R>(records: readonly R[], isEnded: (record: R) => boolean, listedAt: (record: R) => number) {
  return (which: 'open' | 'ended', limit: number): R[] =>
    records
      .filter((record) => isEnded(record) === (which === 'ended'))
      .sort((a, b) => listedAt(b) - listedAt(a))
      .slice(0, limit);
}

function describe(record: StoredRecord): string {
  const what = record.kind === 'message' ? `epoch ${record.epoch} shown ${record.shownRevision}` : '';
  return `${record.kind} ${record.id} v${record.version} ${record.kind === 'plan' || record.kind === 'tracking' ? record.state : what}`;
}
