/** A store for a function that may be frozen: once its time is over it writes nothing, for others have its messages. */
import type { Clock } from '@valine/lambda-kit';
import { type RecordStore, StoreUnavailable } from '@valine/records';

/** `deadline`: epoch milliseconds at which the function ends; without one, the store as it is. */
export function withinDeadline(store: RecordStore, clock: Clock, deadline: number | undefined): RecordStore {
  if (deadline === undefined) return store;
  const assertInTime = () => {
    if (clock.now() > deadline) throw new StoreUnavailable('the function went on after its end: nothing is written');
  };
  return {
    ...store,
    async create(record) {
      assertInTime();
      return store.create(record);
    },
    async replace(previous, next) {
      assertInTime();
      return store.replace(previous, next);
    },
  };
}
