/** How full the queues and their dead letters are, by eight calls. */
import { QUEUES, type QueueName } from '@valine/contracts';
import { type CountInQueue, type Environment, getVariable } from '@valine/lambda-kit/aws';
import type { QueueDepth } from '../ports.ts';

type Given = { count: CountInQueue; urls: Readonly<Record<QueueName, string>>; environment: Environment };

/** `environment`: of the function, which names the queues of dead letters. @throws as SQS does: nothing is known of any then */
export function readQueueDepths({ count, urls, environment }: Given): () => Promise<QueueDepth[]> {
  const depthOf = async (queue: QueueName): Promise<QueueDepth> => {
    const deadLettersUrl = getVariable(environment, `${queue.toUpperCase()}_DEAD_LETTERS_URL`);
    const [visible, deadLetters] = await Promise.all([count(urls[queue]), count(deadLettersUrl)]);
    return { queue, visible, deadLetters };
  };
  return () => Promise.all(QUEUES.map(depthOf));
}
