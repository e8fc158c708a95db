/** Finds a run or a follow by its id. */
import type { EffectOwner, RecordStore } from '@valine/records';

export async function findOwner(store: Pick<RecordStore, 'find'>, id: string): Promise<EffectOwner | undefined> {
  return (await store.find('plan', id)) ?? (await store.find('tracking', id));
}
