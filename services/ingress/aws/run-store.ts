/** The run store as autocomplete reads it. Only `lazy-adapters.ts` loads this module, and only when somebody types. */
import type { Clock } from '@valine/lambda-kit';
import type { OnUnreadable, RecordStore } from '@valine/records';
import { createDynamoDbClient, createDynamoDbStore } from '@valine/records/dynamodb';

/** Discord takes choices within 3 s; later ones are as good as none, so one short attempt is all there is time for. */
const LIMITS = { maxAttempts: 1, attemptMs: 1500 };

/** Takes the clock rather than import it: the bundler loads at once what lazy and eager modules both import. */
export function createRunStore(tableName: string, clock: Clock, onUnreadable: OnUnreadable): RecordStore {
  return createDynamoDbStore({ client: createDynamoDbClient(LIMITS), tableName, clock, onUnreadable });
}
