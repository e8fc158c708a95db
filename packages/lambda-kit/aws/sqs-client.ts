/** The SQS client of a function, with bounds on how long a call may take. */
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * `attemptMs` bounds one attempt. Two attempts: sending twice does no harm, as a FIFO queue drops the same
 * deduplication id and our handlers take what comes twice.
 */
export function createSqsClient({ attemptMs = 900 } = {}): SQSClient {
  return new SQSClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: attemptMs, requestTimeout: attemptMs, throwOnRequestTimeout: true },
  });
}
