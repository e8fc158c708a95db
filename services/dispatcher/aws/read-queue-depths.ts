/** How full the queues and their dead letters are, by eight calls; and the dead letters on their way back. */
import { QUEUES, type QueueName } from '@valine/contracts';
import { type CountInQueue, type Environment, getVariable, type MoveBack } from '@valine/lambda-kit/aws';
import type { QueueDepth } from '../ports.ts';

type Given = { count: CountInQueue; urls: Readonly<Record<QueueName, string>>; environment: Environment };

function deadLettersUrl(environment: Environment, queue: QueueName): string {
  return getVariable(environment, `${queue.toUpperCase()}_DEAD_LETTERS_URL`);
}

/** By eight calls; see `MoveBack`. */
export function redriveAll(moveBack: MoveBack, environment: Environment): () => Promise<void> {
  return async () => {
    await Promise.all(QUEUES.map((queue) => moveBack(deadLettersUrl(environment, queue))));
  };
}

/** `environment`: of the function, which names the queues of dead letters. @throws as SQS does: nothing is known of any then */
export function readQueueDepths({ count, urls, environment }: Given): () => Promise<QueueDepth[]> {
  const depthOf = async (queue: QueueName): Promise<QueueDepth> => {
    const buried = deadLettersUrl(environment, queue);
    const [visible, deadLetters] = await Promise.all([count(urls[queue]), count(buried)]);
    return { queue, visible, deadLetters };
  };
  return () => Promise.all(QUEUES.map(depthOf));
}
