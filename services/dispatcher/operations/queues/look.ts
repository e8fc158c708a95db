/**
 * Looks at the queues: whether something has failed for good, and whether work waits. SQS tells no function how old the
 * oldest message is (that is a metric, at a price); but what can be taken is taken within seconds where all is well, so
 * a queue that has something to take at two looks in a row is behind.
 */
import type { QueueDepth } from '../../ports.ts';
import { type Due, deadLetterChecks, type Finding, isTold, type Look } from '../look.ts';

export const queueLook: Look = {
  name: 'queues',
  look: async ({ readQueueDepths }, due) => (await readQueueDepths()).flatMap((depth) => findingsOf(depth, due)),
};

function findingsOf({ queue, visible, deadLetters }: QueueDepth, { last }: Due): Finding[] {
  const { counted: check, rings } = deadLetterChecks(queue);
  const dead: Finding =
    deadLetters === 0
      ? { check, ...GOOD }
      : { check, is: 'bad', says: deadLettersText(queue, deadLetters), ...DEAD_LETTERS };
  return [
    ...(dead.is === 'bad' && isTold(last, rings) ? [] : [dead]),
    {
      check: `queue.${queue}.behind`,
      ...(visible <= NORMAL[queue] ? GOOD : { is: 'bad', says: BEHIND[queue], ...WAITING }),
    },
  ];
}

const GOOD = { is: 'good' } as const;

/** Of what waits at a look by chance: a burst of events, or of messages to Discord, which it takes one by one. */
const NORMAL: Record<QueueDepth['queue'], number> = { dispatch: 20, verify: 20, poll: 50, notify: 20 };

const BEHIND: Record<QueueDepth['queue'], string> = {
  dispatch: 'Commands and events of GitHub wait to be worked off',
  verify: 'Checks of runs wait to be worked off',
  poll: 'Looks at what is under way on GitHub wait to be worked off',
  notify: 'Messages to Discord wait to be sent',
};

const DEAD_LETTERS = {
  mend: 'See what it was with `pnpm valine dlq`, mend the cause, then `pnpm valine redrive`.',
  section: 'Dead letters',
};
const WAITING = {
  mend: 'See whether GitHub or Discord is down; if not, the log of the function that works it off says why.',
  section: 'Work that waits',
};

function deadLettersText(queue: string, count: number): string {
  return count === 1
    ? `1 message of the ${queue} queue has failed for good`
    : `${count} messages of the ${queue} queue have failed for good`;
}
