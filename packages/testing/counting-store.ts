/** A store that counts what DynamoDB would bill. */
import type { RecordStore } from '@valine/records';

export type CountingStore = RecordStore & { reads: number; writes: number };

export function countingStore(store: RecordStore): CountingStore {
  const read = <T>(answer: T): T => {
    counting.reads += 1;
    return answer;
  };
  const write = <T>(answer: T): T => {
    counting.writes += 1;
    return answer;
  };
  const counting: CountingStore = {
    ...store,
    reads: 0,
    writes: 0,
    find: (kind, id) => read(store.find(kind, id)),
    listPlans: (which, limit) => read(store.listPlans(which, limit)),
    listTrackings: (which, limit) => read(store.listTrackings(which, limit)),
    listPlanned: (issueNumber, which) => read(store.listPlanned(issueNumber, which)),
    create: (record) => write(store.create(record)),
    replace: (previous, next) => write(store.replace(previous, next)),
    claimEdit: (id, edit) => write(store.claimEdit(id, edit)),
    clearOutbox: (record) => write(store.clearOutbox(record)),
  };
  return counting;
}
