/** Finds one owner of effects (a plan or a tracking) by its id, and lists them, the newest first. */
import { type EffectOwner, planListedAt, type RecordStore, trackingListedAt } from '@valine/records';

export async function findOwner(store: Pick<RecordStore, 'find'>, id: string): Promise<EffectOwner | undefined> {
  return (await store.find('plan', id)) ?? (await store.find('tracking', id));
}

type Lists = Pick<RecordStore, 'listPlans' | 'listTrackings'>;

/** Those that are open, and with `all` those that have ended too; at most `limit` of each kind and each of both. */
export async function listOwners(
  store: Lists,
  { all = false, limit }: { all?: boolean; limit: number },
): Promise<EffectOwner[]> {
  const which = all ? (['open', 'ended'] as const) : (['open'] as const);
  const lists = which.flatMap((each) => [store.listPlans(each, limit), store.listTrackings(each, limit)]);
  const found: EffectOwner[] = (await Promise.all<EffectOwner[]>(lists)).flat();
  return found.sort((one, other) => timeOf(other) - timeOf(one));
}

function timeOf(record: EffectOwner): number {
  return record.kind === 'plan' ? planListedAt(record) : trackingListedAt(record);
}
