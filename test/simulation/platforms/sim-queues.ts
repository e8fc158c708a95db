/** The four queues and the mappings that hand their messages to functions, with the faults of both. */
import { QUEUES, type QueueName } from '@valine/contracts';
import { type ChangeVisibility, type QueueEntry, type Queues, QueueUnavailable } from '@valine/lambda-kit';
import { type MemoryQueue, memoryQueue } from '@valine/testing';
import type { Engine } from '../engine/engine.ts';
import type { Invocation } from '../engine/invocations.ts';
import { createMapping, type Mapping, type WorkerOf } from './mapping.ts';
import { type QueueWatch, RULES } from './queue-rules.ts';

export type SimQueues = {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): Queues & { changeVisibility: ChangeVisibility };
  attach(queue: QueueName, workerOf: WorkerOf): void;
  /** Puts a message there from the outside: a replay, something poisonous. */
  put(queue: QueueName, text: string, entry?: Partial<QueueEntry>): void;
  messages: Readonly<Record<QueueName, MemoryQueue>>;
  redriveAll(): void;
};

/** Of one call with all its attempts. */
const SEND_TIMEOUT_MS = 2000;

export function createSimQueues(engine: Engine, watch: QueueWatch): SimQueues {
  const { visibilityMs } = engine.faults.queues;
  const open = (name: QueueName) => memoryQueue(name, { ...RULES[name], visibilityMs });
  const messages = { dispatch: open('dispatch'), verify: open('verify'), poll: open('poll'), notify: open('notify') };
  const mappings = {
    dispatch: createMapping({ engine, queue: 'dispatch', messages: messages.dispatch, watch }),
    verify: createMapping({ engine, queue: 'verify', messages: messages.verify, watch }),
    poll: createMapping({ engine, queue: 'poll', messages: messages.poll, watch }),
    notify: createMapping({ engine, queue: 'notify', messages: messages.notify, watch }),
  };
  const take = (queue: QueueName, entry: QueueEntry, text: string) => {
    if (!messages[queue].add(entry, text, engine.timeline.now())) return;
    watch.sent(queue, entry.body, text);
    mappings[queue].wake((entry.delaySeconds ?? 0) * 1000);
  };
  return {
    messages,
    attach: (queue, workerOf) => mappings[queue].attach(workerOf),
    put: (queue, text, entry = {}) => take(queue, { body: undefined, ...entry }, text),
    redriveAll() {
      for (const queue of QUEUES) if (messages[queue].redrive(engine.timeline.now()) > 0) mappings[queue].wake(0);
    },
    portOf: (invocation) => ({
      send: (queue, entries) => send(engine, invocation, queue, entries, (entry, text) => take(queue, entry, text)),
      changeVisibility: (handles, seconds) =>
        changeVisibility(engine, invocation, messages.notify, mappings.notify, handles, seconds),
    }),
  };
}

function send(
  engine: Engine,
  invocation: Invocation,
  queue: QueueName,
  entries: readonly QueueEntry[],
  take: (entry: QueueEntry, text: string) => void,
): Promise<void> {
  const error = (mayHaveArrived = true) =>
    new QueueUnavailable(`the ${queue} queue did not take every message; try again`, { mayHaveArrived });
  const texts = entries.map(({ body }) => JSON.stringify(body));
  const takeFirst = (count: number) => {
    for (const [index, entry] of entries.slice(0, count).entries()) take(entry, texts[index] ?? '');
  };
  let count = entries.length;
  return engine.invocations.call(invocation, {
    operation: `queue.send ${queue}`,
    detail: () => texts.join(' ').slice(0, 300),
    latencyMs: [5, 40],
    act: () => takeFirst(count),
    frozen: error,
    faults: {
      refused: { acts: 'not', error: () => error(false) },
      'lost-answer': { acts: 'now', error, afterMs: SEND_TIMEOUT_MS },
      partial: { acts: 'now', error },
    },
    prepare(fault) {
      if (fault === 'partial') count = engine.random.int(0, entries.length - 1);
    },
  });
}

function changeVisibility(
  engine: Engine,
  invocation: Invocation,
  messages: MemoryQueue,
  mapping: Mapping,
  handles: readonly string[],
  seconds: number,
): Promise<void> {
  const error = () => new Error('visibility not changed');
  return engine.invocations.call(invocation, {
    operation: 'queue.changeVisibility',
    detail: () => `${handles.join(' ')} ${seconds} s`,
    latencyMs: [5, 40],
    act() {
      const until = engine.timeline.now() + seconds * 1000;
      const known = handles.map((handle) => messages.hide(handle, until));
      mapping.wake(seconds * 1000);
      if (known.includes(false)) throw error();
    },
    frozen: error,
    faults: { refused: { acts: 'not', error }, 'lost-answer': { acts: 'now', error } },
  });
}
