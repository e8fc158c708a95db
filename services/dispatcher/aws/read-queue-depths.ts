/** How full the queues and their dead letters are, by eight calls; what some of the dead letters are; and all of them on their way back. */
import { QUEUES, type QueueName } from '@valine/contracts';
import {
  type CountInQueue,
  type Environment,
  getVariable,
  type MoveBack,
  type PeekInQueue,
} from '@valine/lambda-kit/aws';
import type { QueueDepth, SeenLetter } from '../ports.ts';

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

/** By one call. Only what kind of message each is leaves this function: what they say is meant for others. @throws as SQS does */
export function seeDeadLetters(
  peek: PeekInQueue,
  environment: Environment,
): (queue: QueueName) => Promise<SeenLetter[]> {
  return async (queue) =>
    (await peek(deadLettersUrl(environment, queue))).map(({ body, sentAt }) => {
      const type = typeOf(body);
      return { ...(type !== undefined && { type }), ...(sentAt > 0 && { sentAt }) };
    });
}

/** Anybody who may send to the queue may have written it. */
const TYPE = /^[a-z][a-z.-]{0,50}$/;

function typeOf(body: string): string | undefined {
  try {
    const { type }: { type?: unknown } = Object(JSON.parse(body));
    return typeof type === 'string' && TYPE.test(type) ? type : undefined;
  } catch {
    return undefined;
  }
}
