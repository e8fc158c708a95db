/** DynamoDB's answers in our own terms: a failed condition is an answer, a throttle or a lost line is not. */
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { RecordTooLarge, StoreUnavailable } from '../store.ts';

/** What DynamoDB and its client call what passes by itself; besides these, every answer of 500 and above. */
const PASSING = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TimeoutError',
]);

/** What Node says of a connection that failed. Other codes are bugs and settings, which no waiting mends. */
const NETWORK = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** @returns false when the condition of the write did not hold. @throws StoreUnavailable */
export async function conditionHeld(write: Promise<object>): Promise<boolean> {
  return (await orConditionFailed(write)) !== undefined;
}

/** @returns undefined when the condition of the write did not hold. @throws StoreUnavailable */
export async function orConditionFailed<T extends object>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await available(write);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** @throws StoreUnavailable for what passes by itself; RecordTooLarge; everything else as it came. */
export async function available<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (isPassing(error))
      throw new StoreUnavailable('the run store did not answer; the message comes back', { cause: error });
    if (isTooLarge(error)) throw new RecordTooLarge({ cause: error });
    throw error;
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && error.name === 'ValidationException' && /item size/i.test(error.message);
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (PASSING.has(error.name) || statusOf(error) >= 500) return true;
  return 'code' in error && NETWORK.has(String(error.code));
}

/** The HTTP status of the answer, also of one that was not DynamoDB's and could not be read. */
function statusOf(error: Error & { $metadata?: { httpStatusCode?: number } }): number {
  return error.$metadata?.httpStatusCode ?? 0;
}
