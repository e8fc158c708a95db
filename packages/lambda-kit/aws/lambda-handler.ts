/** Makes a worker the handler of a Lambda function with an SQS event source mapping. */
import type { Worker } from '../worker.ts';
import { fromSqsEvent, type SqsEvent } from './from-sqs-event.ts';
import { systemClock, systemTimer } from './system-clock.ts';

/** What the mapping reads when it reports batch item failures. */
export type SqsBatchResponse = { batchItemFailures: { itemIdentifier: string }[] };

export type LambdaContext = { getRemainingTimeInMillis(): number };

export type LambdaHandler = (event: SqsEvent, context: LambdaContext) => Promise<SqsBatchResponse>;

export function lambdaHandler(worker: Worker, clock = systemClock, timer = systemTimer): LambdaHandler {
  return async (event, context) => {
    const deadline = clock.now() + context.getRemainingTimeInMillis();
    const failed = await worker(fromSqsEvent(event), deadline, timer);
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}
