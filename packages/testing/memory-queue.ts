/** One queue in memory: delays, visibility, receives, FIFO groups, dead letters. Time is given with every call. */
import type { QueueEntry, QueueRecord } from '@valine/lambda-kit';

type Stored = QueueRecord & { visibleAt: number };

export type MemoryQueue = {
  send(entry: QueueEntry, now: number): void;
  /** Up to 10 messages; each is hidden for the visibility timeout. */
  receive(now: number): QueueRecord[];
  /** Deletes what was handled; `failed` stay hidden until their visibility ends. */
  settle(batch: readonly QueueRecord[], failed: readonly string[]): void;
  hide(receiptHandle: string, until: number): void;
  /** When the next message becomes visible; undefined when there is none. */
  nextDue(): number | undefined;
  readonly dead: readonly QueueRecord[];
  redrive(now: number): void;
};

const VISIBILITY_MS = 180_000;
const DEDUPLICATION_MS = 5 * 60_000;
const BATCH = 10;

export function memoryQueue(name: string, maxReceives: number): MemoryQueue {
  let waiting: Stored[] = [];
  const dead: Stored[] = [];
  const seen = new Map<string, number>();
  let count = 0;

  return {
    dead,
    send(entry, now) {
      if (isRepeated(seen, entry.deduplicationId, now)) return;
      count += 1;
      waiting.push(toStored(entry, `${name}-${count}`, now));
    },
    receive(now) {
      const due = dueMessages(waiting, now);
      const spent = due.filter((message) => message.receiveCount >= maxReceives);
      dead.push(...spent);
      waiting = waiting.filter((message) => !spent.includes(message));
      return due
        .filter((message) => !spent.includes(message))
        .slice(0, BATCH)
        .map((message) => take(message, now));
    },
    settle(batch, failed) {
      const handled = new Set(batch.map(({ messageId }) => messageId).filter((id) => !failed.includes(id)));
      waiting = waiting.filter((message) => !handled.has(message.messageId));
    },
    hide(receiptHandle, until) {
      for (const message of waiting) if (message.receiptHandle === receiptHandle) message.visibleAt = until;
    },
    nextDue: () => (waiting.length === 0 ? undefined : Math.min(...waiting.map((message) => message.visibleAt))),
    redrive(now) {
      waiting.push(...dead.splice(0).map((message) => ({ ...message, receiveCount: 0, visibleAt: now })));
    },
  };
}

function take(message: Stored, now: number): QueueRecord {
  message.receiveCount += 1;
  message.visibleAt = now + VISIBILITY_MS;
  return message;
}

/** Of a FIFO group nothing is given out while one of its earlier messages is hidden. */
function dueMessages(waiting: readonly Stored[], now: number): Stored[] {
  const blocked = new Set<string>();
  return waiting.filter(({ group, visibleAt }) => {
    const due = visibleAt <= now && (group === undefined || !blocked.has(group));
    if (!due && group !== undefined) blocked.add(group);
    return due;
  });
}

function toStored({ body, group, delaySeconds = 0, waiting }: QueueEntry, id: string, now: number): Stored {
  return {
    messageId: id,
    receiptHandle: `receipt of ${id}`,
    body: JSON.stringify(body),
    receiveCount: 0,
    waits: waiting?.waits ?? 0,
    firstSentAt: waiting?.firstSentAt ?? now,
    visibleAt: now + delaySeconds * 1000,
    ...(waiting?.notBefore === undefined ? {} : { notBefore: waiting.notBefore }),
    ...(group === undefined ? {} : { group }),
  };
}

function isRepeated(seen: Map<string, number>, id: string | undefined, now: number): boolean {
  if (id === undefined) return false;
  const last = seen.get(id);
  if (last !== undefined && now - last < DEDUPLICATION_MS) return true;
  seen.set(id, now);
  return false;
}
