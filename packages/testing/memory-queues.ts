/** The four queues in memory with their workers, under a clock that is moved by hand. */
import { QUEUES, type QueueName } from '@valine/contracts';
import { type ChangeVisibility, type Queues, QueueUnavailable, type Worker } from '@valine/lambda-kit';
import { MAX_RECEIVES } from '@valine/settings';
import type { ManualClock } from './manual-clock.ts';
import { type MemoryQueue, memoryQueue } from './memory-queue.ts';

export type MemoryQueues = Queues & {
  changeVisibility: ChangeVisibility;
  attach(queue: QueueName, worker: Worker): void;
  /** Delivers until nothing is due; time stands still meanwhile. */
  settle(): Promise<void>;
  /** Moves the clock, and delivers whatever becomes due on the way at the time it is due. */
  advance(milliseconds: number): Promise<void>;
  /** Bodies of what has spent its receives. */
  deadLetters(queue: QueueName): unknown[];
  /** Moves the dead letters back to where they came from. */
  redrive(queue: QueueName): Promise<void>;
  /** The next `times` sends fail, and nothing of them arrives. */
  failNext(times: number): void;
};

const FUNCTION_MS = 30_000;
const BATCH = 10;

function open(name: QueueName, fifo: boolean): MemoryQueue {
  return memoryQueue(name, { fifo, maxReceives: MAX_RECEIVES[name], visibilityMs: 180_000 });
}

export function memoryQueues(clock: ManualClock): MemoryQueues {
  const all: Record<QueueName, MemoryQueue> = {
    dispatch: open('dispatch', false),
    verify: open('verify', false),
    poll: open('poll', false),
    notify: open('notify', true),
  };
  const workers: Partial<Record<QueueName, Worker>> = {};
  let failures = 0;

  const queues: MemoryQueues = {
    async send(queue, entries) {
      failures -= 1;
      if (failures >= 0) throw new QueueUnavailable(`the ${queue} queue was told to fail`, { mayHaveArrived: false });
      for (const entry of entries) all[queue].add(entry, JSON.stringify(entry.body), clock.now());
    },
    async changeVisibility(receiptHandles, seconds) {
      for (const handle of receiptHandles)
        for (const name of QUEUES) all[name].hide(handle, clock.now() + seconds * 1000);
    },
    attach: (queue, worker) => {
      workers[queue] = worker;
    },
    settle: async () => {
      for (let busy = true; busy; ) busy = await deliverOnce(all, workers, clock);
    },
    advance: (milliseconds) => advance(queues, all, clock, milliseconds),
    deadLetters: (queue) => all[queue].dead().map(({ body }) => JSON.parse(body)),
    redrive: async (queue) => void all[queue].redrive(clock.now()),
    failNext: (times) => {
      failures = times;
    },
  };
  return queues;
}

type ByName<T> = Record<QueueName, T>;

/** One batch of each queue. @returns whether there was any. */
async function deliverOnce(
  all: ByName<MemoryQueue>,
  workers: Partial<ByName<Worker>>,
  clock: ManualClock,
): Promise<boolean> {
  let delivered = false;
  for (const name of QUEUES) {
    const worker = workers[name];
    const batch = worker === undefined ? [] : all[name].receive(clock.now(), BATCH);
    if (worker === undefined || batch.length === 0) continue;
    delivered = true;
    const failed = await worker(batch, clock.now() + FUNCTION_MS);
    for (const record of batch) if (!failed.includes(record.messageId)) all[name].remove(record);
  }
  return delivered;
}

async function advance(
  queues: MemoryQueues,
  all: ByName<MemoryQueue>,
  clock: ManualClock,
  milliseconds: number,
): Promise<void> {
  const until = clock.now() + milliseconds;
  await queues.settle();
  for (let due = nextDue(all, clock.now()); due <= until; due = nextDue(all, clock.now())) {
    clock.advance(Math.max(0, due - clock.now()));
    await queues.settle();
  }
  clock.advance(Math.max(0, until - clock.now()));
}

function nextDue(all: ByName<MemoryQueue>, now: number): number {
  return Math.min(...QUEUES.map((name) => all[name].nextDue(now) ?? Number.POSITIVE_INFINITY));
}
