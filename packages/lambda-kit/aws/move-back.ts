/** Has SQS move all that is in a dead-letter queue back to where it came from. */
import { GetQueueAttributesCommand, type SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs';

/** `url`: of the dead-letter queue. Repeated, it moves what has come since. */
export type MoveBack = (url: string) => Promise<void>;

/** SQS moves them by itself from then on: at most one such task is at work for each queue. */
export function createMoveBack(client: SQSClient, timeoutMs = 3000): MoveBack {
  return async (url) => {
    const named = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] });
    const { Attributes } = await client.send(named, { abortSignal: AbortSignal.timeout(timeoutMs) });
    const SourceArn = Attributes?.['QueueArn'];
    if (SourceArn === undefined) throw new Error(`SQS did not say which queue ${url} is.`);
    try {
      await client.send(new StartMessageMoveTaskCommand({ SourceArn }), {
        abortSignal: AbortSignal.timeout(timeoutMs),
      });
    } catch (error) {
      if (!isAtWork(error)) throw error;
    }
  };
}

/** SQS has no name of its own for it: `There is already a task running.` */
function isAtWork(error: unknown): boolean {
  return error instanceof Error && /already a task running/i.test(error.message);
}
