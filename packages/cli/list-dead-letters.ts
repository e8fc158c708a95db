/** Looks at the letters of a dead-letter queue. SQS cannot be read without receiving, so each is taken and put back. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter, DeadLetterQueues } from './ports.ts';

export type ListedLetter = Pick<DeadLetter, 'messageId' | 'sentAt' | 'received'> & {
  /** The body: parsed, or as text where it is not JSON. */
  content: unknown;
  /** `type` and `id` of our own messages; absent where the body is something else. */
  type?: string;
  id?: string;
};
export type LetterList = { queue: QueueName; count: number; letters: ListedLetter[] };

/** Long enough to see them all, short enough that letters come back soon if this program is killed. */
const HIDDEN_SECONDS = 30;
const MOST = 200;

export async function listDeadLetters(queues: DeadLetterQueues, queue: QueueName): Promise<LetterList> {
  const count = await queues.count(queue);
  const taken = new Map<string, DeadLetter>();
  try {
    while (taken.size < MOST) {
      const letters = await queues.take(queue, HIDDEN_SECONDS);
      const fresh = letters.filter(({ messageId }) => !taken.has(messageId));
      for (const letter of letters) taken.set(letter.messageId, letter);
      if (fresh.length === 0) break;
    }
  } finally {
    await queues.putBack(queue, [...taken.values()]);
  }
  const letters = [...taken.values()].sort((a, b) => a.sentAt - b.sentAt).map(listed);
  return { queue, count: Math.max(count, letters.length), letters };
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
