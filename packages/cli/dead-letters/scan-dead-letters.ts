/** Scans a dead-letter queue. SQS shows only what is received, so dead letters are taken, and put back at the end. */
import type { QueueName } from '@valine/contracts';
import type { DeadLetter, DeadLetterQueues } from '../terminal/ports.ts';

/** The scan ends before the first dead letter becomes visible again, so that none is seen twice. */
const SCAN_SHARE = 0.8;

export type DeadLetterSource = { queues: DeadLetterQueues; clock: { now(): number } };

export type Scan = {
  queue: QueueName;
  /** How many dead letters are scanned, at most. */
  most: number;
  /** How long a dead letter stays hidden if this program is killed. */
  hiddenSeconds: number;
  /** Called with each dead letter. `gone`: it is no longer in the queue. */
  see(letter: DeadLetter): 'held' | Promise<'held' | 'gone'>;
  isDone(): boolean;
};

export type ScanResult = {
  /** `all`: SQS has no other dead letter to give. */
  ended: 'all' | 'done' | 'too many' | 'too long';
  /** How many dead letters could not be put back. They become visible again after `hiddenSeconds`. */
  stillHidden: number;
};

export async function scanDeadLetters(source: DeadLetterSource, scan: Scan): Promise<ScanResult> {
  const held = new Map<string, DeadLetter>();
  try {
    const ended = await takeAll(source, scan, held);
    return { ended, stillHidden: await putBack() };
  } catch (error) {
    await putBack().catch(() => undefined);
    throw error;
  }

  function putBack(): Promise<number> {
    return source.queues.putBack(scan.queue, [...held.values()]);
  }
}

async function takeAll(
  { queues, clock }: DeadLetterSource,
  { queue, most, hiddenSeconds, see, isDone }: Scan,
  held: Map<string, DeadLetter>,
): Promise<ScanResult['ended']> {
  const end = clock.now() + SCAN_SHARE * hiddenSeconds * 1000;
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
