/** Lists the dead letters of a queue with what they contain. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter } from '../terminal/ports.ts';
import { type DeadLetterSource, scanDeadLetters } from './scan-dead-letters.ts';

export type ListedDeadLetter = Pick<DeadLetter, 'messageId' | 'sentAt' | 'received'> & {
  /** The body: parsed, or as text where it is not JSON. */
  content: unknown;
  /** `type` and `id` of our own messages; absent where the body is something else. */
  type?: string;
  id?: string;
};
export type DeadLetterList = {
  queue: QueueName;
  count: number;
  letters: ListedDeadLetter[];
  /** There are more than are listed: the scan ended at its limit. */
  cut: boolean;
  /** How many could not be put back at once. They become visible again by themselves. */
  stillHidden: number;
};

/** Enough for a person to read. `valine redrive` finds dead letters beyond it. */
const MOST = 200;
const HIDDEN_SECONDS = 60;

export async function listDeadLetters(source: DeadLetterSource, queue: QueueName): Promise<DeadLetterList> {
  const count = await source.queues.count(queue);
  const seen: DeadLetter[] = [];
  const { ended, stillHidden } = await scanDeadLetters(source, {
    queue,
    most: MOST,
    hiddenSeconds: HIDDEN_SECONDS,
    isDone: () => false,
    see(letter) {
      seen.push(letter);
      return 'held';
    },
  });
  const list = seen.sort((a, b) => a.sentAt - b.sentAt).map(listed);
  return { queue, count: Math.max(count, list.length), letters: list, cut: ended !== 'all', stillHidden };
}

export function listed({ messageId, sentAt, received, body }: DeadLetter): ListedDeadLetter {
  const content = parseJson(body) ?? body;
  return { messageId, sentAt, received, content, ...identityOf(content) };
}

function identityOf(content: unknown): Pick<ListedDeadLetter, 'type' | 'id'> {
  if (typeof content !== 'object' || content === null) return {};
  return {
    ...('type' in content && typeof content.type === 'string' && { type: content.type }),
    ...('id' in content && typeof content.id === 'string' && { id: content.id }),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
