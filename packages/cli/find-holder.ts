/** Finds a run or a follow by its id. */
import type { EffectHolder, RecordStore } from '@valine/runs';

export async function findHolder(store: Pick<RecordStore, 'find'>, id: string): Promise<EffectHolder | undefined> {
  return (await store.find('run', id)) ?? (await store.find('follow', id));
}
