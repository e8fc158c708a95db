/** Finds one owner of effects by its id, and lists those in which effects may wait for an operator, the newest first. */
import type { EffectOwner, OwnerKind } from './effect-owner.ts';
import { findOrTell } from './find-or-tell.ts';
import { taskId } from './ids.ts';
import { awaitsOperator } from './kinds/effect-record.ts';
import { SWEEP_ID } from './kinds/operation/sweep.ts';
import type { PlanSummary } from './kinds/plan.ts';
import type { TrackingSummary } from './kinds/tracking.ts';
import type { RecordStore, UnreadableRecord } from './store.ts';

export async function findOwner(store: Pick<RecordStore, 'find'>, id: string): Promise<EffectOwner | undefined> {
  return (
    (await store.find('plan', id)) ??
    (await store.find('tracking', id)) ??
    (await store.find('task', id)) ??
    (await store.find('comment', id)) ??
    (await store.find('site-change', id)) ??
    store.find('deploy-setting', id)
  );
}

type Lists = Pick<RecordStore, 'listPlans' | 'listTrackings'>;

/** Those that are open, and with `all` those that have ended too; at most `limit` of each kind and each of both. */
export async function listOwners(
  store: Lists,
  { all = false, limit }: { all?: boolean; limit: number },
): Promise<(PlanSummary | TrackingSummary)[]> {
  const which = all ? (['open', 'ended'] as const) : (['open'] as const);
  const lists = which.flatMap((each) => [store.listPlans(each, limit), store.listTrackings(each, limit)]);
  const found = (await Promise.all<(PlanSummary | TrackingSummary)[]>(lists)).flat();
  return found.sort((one, other) => other.listedAt - one.listedAt);
}

/** An effect that waits for an operator. `of`: the id of its record; `at`: epoch milliseconds. */
export type ParkedEffect = { id: string; what: string; of: string; reason: string; at: number };

type ParkedStore = Lists & Pick<RecordStore, 'find' | 'listParkedOwners'>;

/** `unreadable`: what another version has written. Whether an effect of it waits is unknown. */
export type ParkedEffects = { parked: ParkedEffect[]; unreadable: UnreadableRecord[] };

/** Those of the last records: `limit` of each kind that stand alone, open and ended, and of those that are listed for it; and what the sweep keeps in mind. What was dropped is not among them. */
export async function listParkedEffects(store: ParkedStore, limit: number): Promise<ParkedEffects> {
  const { owners, unreadable } = await listLastOwners(store, limit);
  return { parked: owners.flatMap(parkedOf), unreadable };
}

type LastOwners = { owners: EffectOwner[]; unreadable: UnreadableRecord[] };

/** The last records in which an effect may be; of tasks, comments, changes of the site and deploy settings those that wait for somebody, and older ones of which the sweep tells that they do. */
export async function listLastOwners(store: ParkedStore, limit: number): Promise<LastOwners> {
  const unreadable: UnreadableRecord[] = [];
  const tell = (error: UnreadableRecord) => void unreadable.push(error);
  const findAll = async (named: readonly Named[]) => {
    const unique = [...new Map(named.map((each) => [each.id, each])).values()];
    const found = await Promise.all(unique.map(({ kind, id }) => findOrTell<OwnerKind>(store, kind, id, tell)));
    return found.filter((record) => record !== undefined);
  };
  const [listed, parked, sweep] = await Promise.all([
    listOwners(store, { all: true, limit }),
    store.listParkedOwners(limit),
    findOrTell(store, 'sweep', SWEEP_ID, tell),
  ]);
  const waiting = (sweep?.parked ?? []).map(({ ownerKind: kind, of: id }) => ({ kind, id }));
  const named = [...listed, ...parked, ...waiting];
  const owners = await findAll(named);
  const asked = new Set(named.map(({ id }) => id));
  const tasks = owners.flatMap(troubled).filter((id) => !asked.has(id));
  return { owners: [...owners, ...(await findAll(tasks.map((id) => ({ kind: 'task', id }))))], unreadable };
}

type Named = { kind: OwnerKind; id: string };

function troubled(owner: EffectOwner): string[] {
  if (owner.kind !== 'plan') return [];
  return owner.tasks.filter(({ trouble }) => trouble !== undefined).map(({ number }) => taskId(owner.id, number));
}

function parkedOf(record: EffectOwner): ParkedEffect[] {
  return record.effects
    .filter(awaitsOperator)
    .flatMap(({ id, kind: what, parked }) =>
      parked === undefined ? [] : [{ id, what, of: record.id, reason: parked.reason, at: parked.at }],
    );
}
