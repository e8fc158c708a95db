/** Lists runs and follows, the newest first. */
import { type EffectHolder, followListedAt, listedAt, type RecordStore } from '@valine/runs';

type Lists = Pick<RecordStore, 'listRuns' | 'listFollows'>;

/** Those that are open, and with `all` those that have ended too; at most `limit` of each kind and each of both. */
export async function listHolders(
  store: Lists,
  { all = false, limit }: { all?: boolean; limit: number },
): Promise<EffectHolder[]> {
  const which = all ? (['open', 'ended'] as const) : (['open'] as const);
  const lists = which.flatMap((each) => [store.listRuns(each, limit), store.listFollows(each, limit)]);
  const found: EffectHolder[] = (await Promise.all<EffectHolder[]>(lists)).flat();
  return found.sort((one, other) => timeOf(other) - timeOf(one));
}

function timeOf(record: EffectHolder): number {
  return record.kind === 'run' ? listedAt(record) : followListedAt(record);
}
