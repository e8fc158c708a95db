/** An event source mapping: batches, several functions at once, partial failures, and SQS's own doubles. */
import type { QueueName } from '@valine/contracts';
import type { QueueRecord, Worker } from '@valine/lambda-kit';
import type { MemoryQueue } from '@valine/testing';
import type { Engine } from '../engine/engine.ts';
import type { Invocation } from '../engine/invocations.ts';
import { type QueueWatch, RULES } from './queue-rules.ts';

export type Mapping = { attach(workerOf: WorkerOf): void; wake(afterMs: number): void };

/** The code that an invocation runs: see `instances.ts`. */
export type WorkerOf = (invocation: Invocation) => Worker;

type Source = { engine: Engine; queue: QueueName; messages: MemoryQueue; watch: QueueWatch };

const FUNCTION_MS = 30_000;

export function createMapping(source: Source): Mapping {
  const { engine, queue, messages } = source;
  const { timeline, random, faults } = engine;
  let workerOf: WorkerOf | undefined;
  let busy = 0;
  const wake = createAlarm(engine, poll);
  const redrive = createRedrives(source, wake);

  /** False if no function is at work since. */
  function poll(): boolean {
    if (workerOf === undefined || busy >= RULES[queue].concurrency) return false;
    const batch = messages.receive(timeline.now(), random.int(1, faults.queues.batch), random.shuffle);
    redrive();
    const next = messages.nextDue(timeline.now());
    if (next !== undefined) wake(next - timeline.now());
    if (batch.length === 0) return false;
    busy += 1;
    invoke(source, workerOf, batch, wake, () => {
      busy -= 1;
      wake(0);
    });
    wake(0);
    return true;
  }

  return {
    wake,
    attach(code) {
      workerOf = code;
    },
  };
}

/** An operator who redrives what has died, at some moment and while everything still goes wrong. */
function createRedrives({ engine, queue, messages }: Source, wake: (afterMs: number) => void): () => void {
  const { timeline, random, faults } = engine;
  let known = 0;
  return () => {
    const dead = messages.dead().length;
    const isMore = dead > known;
    known = dead;
    if (!isMore || !faults.happens('redrive', `queue ${queue}`)) return;
    timeline.after(random.int(1, 600) * 1000, () => {
      if (messages.redrive(timeline.now()) > 0) wake(0);
      return false;
    });
  };
}

/** An alarm that rings earlier looks ahead itself, so one that is set is enough. */
function createAlarm({ timeline, random, faults }: Engine, ring: () => boolean): (afterMs: number) => void {
  let due = Number.POSITIVE_INFINITY;
  return (afterMs) => {
    const delay = Math.round(afterMs) + random.int(0, faults.queues.lagMs);
    const time = timeline.now() + delay;
    if (due <= time) return;
    due = time;
    timeline.after(delay, () => {
      if (due !== time) return false;
      due = Number.POSITIVE_INFINITY;
      return ring();
    });
  };
}

/** `over` is called once: when the function has answered, or its time is up. */
function invoke(
  source: Source,
  workerOf: WorkerOf,
  batch: readonly QueueRecord[],
  wake: (afterMs: number) => void,
  over: () => void,
): void {
  const { timeline, invocations, report } = source.engine;
  const invocation = invocations.start(source.queue, FUNCTION_MS);
  let isOver = false;
  const end = () => {
    if (!isOver) over();
    isOver = true;
    return false;
  };
  timeline.after(FUNCTION_MS + 1, end);
  workerOf(invocation)(batch, invocation.deadline, invocations.timerOf(invocation)).then(
    (failed) => {
      invocations.end(invocation);
      if (!isOver) settle(source, batch, failed, invocation, wake);
      end();
    },
    (error) => report('a worker never throws', String(error)),
  );
}

function settle(
  { engine, queue, messages, watch }: Source,
  batch: readonly QueueRecord[],
  failed: readonly string[],
  invocation: Invocation,
  wake: (afterMs: number) => void,
): void {
  const { faults, random, timeline } = engine;
  watch.settled(queue, batch, failed, invocation);
  for (const record of batch.filter(({ messageId }) => !failed.includes(messageId))) {
    if (faults.happens('message-not-deleted', `queue ${queue}`)) continue;
    messages.remove(record);
    if (RULES[queue].fifo || !faults.happens('message-twice', `queue ${queue}`)) continue;
    timeline.after(random.pick([50, 2000, 60_000, 900_000]), () => {
      messages.revive(record, timeline.now());
      wake(0);
      return false;
    });
  }
}
