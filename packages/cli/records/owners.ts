/** Finds one owner of effects (a plan, a task of one, or a tracking) by its id, and lists those that stand alone, the newest first. */
import type { EffectOwner, PlanSummary, RecordStore, TrackingSummary } from '@valine/records';

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
