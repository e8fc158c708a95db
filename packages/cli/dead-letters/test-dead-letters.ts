/** Dead-letter queues in memory, for tests: they receive, hide, group and deduplicate as SQS does. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter, DeadLetterQueues } from '../terminal/ports.ts';

type Stored = DeadLetter & { taken: boolean };

export type MemoryDeadLetters = DeadLetterQueues & {
  /** Puts messages into the dead-letter queue. */
  bury(queue: QueueName, ...letters: readonly (Partial<DeadLetter> & Pick<DeadLetter, 'messageId'>)[]): void;
  /** Bodies that came back to the source queue. */
  sources: Record<QueueName, string[]>;
};

const BATCH = 10;

export function memoryDeadLetters(): MemoryDeadLetters {
  const buried: Record<QueueName, Stored[]> = { dispatch: [], verify: [], poll: [], notify: [] };
  const sources: Record<QueueName, string[]> = { dispatch: [], verify: [], poll: [], notify: [] };
  const known = new Set<string>();

  async function sendToSource(queue: QueueName, { messageId, body, group }: DeadLetter): Promise<void> {
    if (group !== undefined && known.has(messageId)) return;
    known.add(messageId);
    sources[queue].push(body);
  }

  return {
    sources,
    bury(queue, ...letters) {
      for (const letter of letters) buried[queue].push(stored(letter));
    },
    count: async (queue) => buried[queue].length,
    async take(queue) {
      const busy = new Set(buried[queue].filter(({ taken }) => taken).map(({ group }) => group));
      const free = buried[queue].filter(({ taken, group }) => !taken && (group === undefined || !busy.has(group)));
      return free.slice(0, BATCH).map((letter) => Object.assign(letter, { taken: true }));
    },
    async putBack(queue, letters) {
      for (const letter of buried[queue])
        if (letters.some(({ receiptHandle }) => receiptHandle === letter.receiptHandle)) letter.taken = false;
      return 0;
    },
    sendToSource,
    async delete(queue, { receiptHandle }) {
      buried[queue] = buried[queue].filter((letter) => letter.receiptHandle !== receiptHandle);
    },
    async moveAll(queue) {
      const letters = buried[queue].splice(0);
      for (const letter of letters) await sendToSource(queue, letter);
      return { isNew: true, progress: async () => ({ state: 'completed', moved: letters.length }) };
    },
  };
}

function stored(letter: Partial<DeadLetter> & Pick<DeadLetter, 'messageId'>): Stored {
  const texts = { body: `body of ${letter.messageId}`, receiptHandle: letter.messageId };
  return { ...texts, sentAt: 0, received: 8, attributes: {}, taken: false, ...letter };
}
