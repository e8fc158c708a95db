/** Goes through a dead-letter queue. SQS cannot be read without receiving, so letters are taken, and put back at the end. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter, DeadLetterQueues } from '../ports.ts';

/** Looking ends well before the first letter that was taken shows up again: nothing is seen twice or held in vain. */
const LOOK_SHARE = 0.8;

export type Letters = { queues: DeadLetterQueues; clock: { now(): number } };

export type Scan = {
  queue: QueueName;
  /** Letters that are looked at, at most. */
  most: number;
  /** How long a letter is hidden from everybody if this program is killed. */
  hiddenSeconds: number;
  /** What to do with one; `gone`: it is no longer in the queue. */
  see(letter: DeadLetter): 'held' | Promise<'held' | 'gone'>;
  isDone(): boolean;
};

export type Looked = {
  /** `all`: there is no other letter to be had. */
  ended: 'all' | 'done' | 'too many' | 'too long';
  /** Letters that could not be put back: they show up again by themselves, after `hiddenSeconds`. */
  stillHidden: number;
};

export async function scanDeadLetters(letters: Letters, look: Scan): Promise<Looked> {
  const held = new Map<string, DeadLetter>();
  try {
    const ended = await takeAll(letters, look, held);
    return { ended, stillHidden: await putBack() };
  } catch (error) {
    await putBack().catch(() => undefined);
    throw error;
  }

  function putBack(): Promise<number> {
    return letters.queues.putBack(look.queue, [...held.values()]);
  }
}

async function takeAll(
  { queues, clock }: Letters,
  { queue, most, hiddenSeconds, see, isDone }: Scan,
  held: Map<string, DeadLetter>,
): Promise<Looked['ended']> {
  const end = clock.now() + LOOK_SHARE * hiddenSeconds * 1000;
  const seen = new Set<string>();
  while (!isDone()) {
    if (seen.size >= most) return 'too many';
    if (clock.now() >= end) return 'too long';
    const taken = await queues.take(queue, hiddenSeconds);
    for (const letter of taken) held.set(letter.messageId, letter);
    const fresh = taken.filter(({ messageId }) => !seen.has(messageId));
    if (fresh.length === 0) return 'all';
    for (const letter of fresh) {
      seen.add(letter.messageId);
      if ((await see(letter)) === 'gone') held.delete(letter.messageId);
    }
  }
  return 'done';
}
