/** A record that another version has written, so that this one cannot read it. */
import { type Kind, type RecordStore, UnreadableRecord } from '@valine/records';

/** From now on the store finds it so, until what is returned is called. */
export function makeUnreadable(store: Pick<RecordStore, 'find'>, kind: Kind, id: string): () => void {
  const { find } = store;
  store.find = async (of, each) => {
    if (of === kind && each === id) throw new UnreadableRecord({ kind, id }, 'of another version');
    return find(of, each);
  };
  return () => {
    store.find = find;
  };
}
