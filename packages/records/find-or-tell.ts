/** Reads one record of several: a record that another version wrote does not keep the others back. */
import { type Kind, type OnUnreadable, type RecordOf, type RecordStore, UnreadableRecord } from './store.ts';

/** Undefined also where it cannot be read: then `onUnreadable` is told. @throws StoreUnavailable */
export async function findOrTell<K extends Kind>(
  store: Pick<RecordStore, 'find'>,
  kind: K,
  id: string,
  onUnreadable: OnUnreadable,
): Promise<RecordOf<K> | undefined> {
  try {
    return await store.find(kind, id);
  } catch (error) {
    if (!(error instanceof UnreadableRecord)) throw error;
    onUnreadable(error);
    return undefined;
  }
}
