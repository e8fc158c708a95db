/** The letters of a dead-letter queue, and what they say. */
import type { QueueName } from '@valine/contracts';
import { type Letters, scanDeadLetters } from './letters/look-through.ts';
import type { DeadLetter } from './ports.ts';

export type ListedLetter = Pick<DeadLetter, 'messageId' | 'sentAt' | 'received'> & {
  /** The body: parsed, or as text where it is not JSON. */
  content: unknown;
  /** `type` and `id` of our own messages; absent where the body is something else. */
  type?: string;
  id?: string;
};
export type LetterList = {
  queue: QueueName;
  count: number;
  letters: ListedLetter[];
  /** There are more than are listed: looking ended at its limit. */
  cut: boolean;
  /** Letters that could not be put back at once: they show up again by themselves. */
  stillHidden: number;
};

/** What a person reads; `valine redrive` finds letters beyond it. */
const MOST = 200;
const HIDDEN_SECONDS = 60;

export async function listDeadLetters(letters: Letters, queue: QueueName): Promise<LetterList> {
  const count = await letters.queues.count(queue);
  const seen: DeadLetter[] = [];
  const { ended, stillHidden } = await scanDeadLetters(letters, {
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

function listed({ messageId, sentAt, received, body }: DeadLetter): ListedLetter {
  const content = parseJson(body) ?? body;
  return { messageId, sentAt, received, content, ...identityOf(content) };
}

function identityOf(content: unknown): Pick<ListedLetter, 'type' | 'id'> {
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
