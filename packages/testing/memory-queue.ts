/** One queue in memory: SQS's rules of visibility, receives, groups, deduplication and dead letters. Time is given with every call. */
import type { QueueEntry, QueueRecord } from '@valine/lambda-kit';

type QueueRules = { fifo: boolean; maxReceives: number; visibilityMs: number };

type Stored = QueueRecord & { visibleAt: number; deduplicationId?: string | undefined };

export type MemoryQueue = {
  /** False if a FIFO queue has had it within 5 minutes. `text` is the body as JSON. */
  add(entry: QueueEntry, text: string, now: number): boolean;
  /** A standard queue keeps no order: `mixed` gives it one. Each is hidden for the visibility timeout. */
  receive(now: number, most: number, mixed?: <T>(due: readonly T[]) => T[]): QueueRecord[];
  /** False when the receipt is no longer the message's: it was given out again since, or is gone. */
  remove(record: QueueRecord): boolean;
  hide(receiptHandle: string, until: number): boolean;
  /** A standard queue gives a message out once more, although it was deleted. */
  revive(record: QueueRecord, now: number): void;
  /** When a message that is hidden now can be given out again. */
  nextDue(now: number): number | undefined;
  /** Messages that wait or are in hand. */
  list(): readonly QueueRecord[];
  dead(): readonly QueueRecord[];
  /** Moves dead letters back as if they were new. */
  redrive(now: number): number;
};

const DEDUPLICATION_MS = 5 * 60_000;

export function memoryQueue(name: string, rules: QueueRules): MemoryQueue {
  let stored: Stored[] = [];
  let dead: Stored[] = [];
  const taken = new Map<string, number>();
  let count = 0;
  const put = (message: Omit<Stored, 'messageId' | 'receiptHandle' | 'receiveCount'>) => {
    count += 1;
    const messageId = `${name}-${count}`;
    stored.push({ ...message, messageId, receiptHandle: `${messageId}:0`, receiveCount: 0 });
  };

  return {
    add(entry, text, now) {
      if (rules.fifo && isRepeated(taken, entry.deduplicationId, now)) return false;
      put(toStored(entry, text, now));
      return true;
    },
    receive(now, most, mixed = (due) => [...due]) {
      const due = rules.fifo ? dueInOrder(stored, now) : mixed(stored.filter(({ visibleAt }) => visibleAt <= now));
      const spent = due.filter(({ receiveCount }) => receiveCount >= rules.maxReceives);
      if (spent.length > 0) {
        dead.push(...spent);
        stored = stored.filter((message) => !spent.includes(message));
      }
      const given = due.filter(({ receiveCount }) => receiveCount < rules.maxReceives).slice(0, most);
      return given.map((message) => giveOut(message, now + rules.visibilityMs));
    },
    remove(record) {
      const found = stored.find(({ messageId }) => messageId === record.messageId);
      if (found === undefined || (rules.fifo && found.receiptHandle !== record.receiptHandle)) return false;
      stored = stored.filter((message) => message !== found);
      return true;
    },
    hide(receiptHandle, until) {
      const found = stored.find((message) => message.receiptHandle === receiptHandle);
      if (found !== undefined) found.visibleAt = until;
      return found !== undefined;
    },
    revive: (record, now) => void stored.push({ ...record, visibleAt: now }),
    nextDue(now) {
      let next = Number.POSITIVE_INFINITY;
      for (const { visibleAt } of stored) if (visibleAt > now && visibleAt < next) next = visibleAt;
      return next === Number.POSITIVE_INFINITY ? undefined : next;
    },
    list: () => stored,
    dead: () => dead,
    redrive(now) {
      const moved = dead;
      dead = [];
      for (const message of moved) put({ ...message, visibleAt: now });
      return moved.length;
    },
  };
}

function giveOut(message: Stored, visibleAt: number): QueueRecord {
  message.receiveCount += 1;
  message.receiptHandle = `${message.messageId}:${message.receiveCount}`;
  message.visibleAt = visibleAt;
  const { visibleAt: _, deduplicationId: __, ...record } = message;
  return record;
}

/** Of a group nothing is given out while one of its earlier messages is hidden. */
function dueInOrder(stored: readonly Stored[], now: number): Stored[] {
  const held = new Set<string | undefined>();
  return stored.filter(({ group, visibleAt }) => {
    if (visibleAt > now) held.add(group);
    return !held.has(group);
  });
}

function toStored(
  { group, deduplicationId, delaySeconds = 0, waiting }: QueueEntry,
  body: string,
  now: number,
): Omit<Stored, 'messageId' | 'receiptHandle' | 'receiveCount'> {
  return {
    body,
    waits: waiting?.waits ?? 0,
    firstSentAt: waiting?.firstSentAt ?? now,
    visibleAt: now + delaySeconds * 1000,
    deduplicationId,
    ...(waiting?.notBefore === undefined ? {} : { notBefore: waiting.notBefore }),
    ...(group === undefined ? {} : { group }),
  };
}

function isRepeated(taken: Map<string, number>, id: string | undefined, now: number): boolean {
  if (id === undefined) return false;
  const last = taken.get(id);
  if (last !== undefined && now - last < DEDUPLICATION_MS) return true;
  taken.set(id, now);
  return false;
}
