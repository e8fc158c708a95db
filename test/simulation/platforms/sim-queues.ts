/** The three queues and the mappings that hand their messages to functions, with the faults of both. */
import { QUEUES, type QueueName } from '@valine/contracts';
import {
  type ChangeVisibility,
  type QueueEntry,
  type QueueRecord,
  type Queues,
  QueueUnavailable,
  type Worker,
} from '@valine/lambda-kit';
import { MAX_RECEIVES } from '@valine/settings';
import type { Engine } from '../engine/engine.ts';
import type { Invocation } from '../engine/invocations.ts';
import { createQueueMessages, type QueueMessages } from './queue-messages.ts';

export type SimQueues = {
  /** The port, as one invocation has it. */
  portOf(invocation: Invocation): Queues & { changeVisibility: ChangeVisibility };
  /** `workerOf` makes the function's code anew for every invocation: nothing may rest on what a warm one remembers. */
  attach(queue: QueueName, workerOf: (invocation: Invocation) => Worker): void;
  /** Puts a message there from the outside: a replay, something poisonous. */
  put(queue: QueueName, text: string, entry?: Partial<QueueEntry>): void;
  messages: Readonly<Record<QueueName, QueueMessages>>;
  redriveAll(): void;
};

/** Called with what happens to messages, for invariants. */
export type QueueWatch = {
  sent(queue: QueueName, body: unknown, text: string): void;
  settled(queue: QueueName, batch: readonly QueueRecord[], failed: readonly string[], invocation: Invocation): void;
};

const FUNCTION_MS = 30_000;
/** Of one call with all its attempts. */
const SEND_TIMEOUT_MS = 2000;
const RULES = {
  dispatch: { fifo: false, maxReceives: MAX_RECEIVES.dispatch, concurrency: 4 },
  verify: { fifo: false, maxReceives: MAX_RECEIVES.verify, concurrency: 2 },
  notify: { fifo: true, maxReceives: MAX_RECEIVES.notify, concurrency: 4 },
} as const;

export function createSimQueues(engine: Engine, watch: QueueWatch): SimQueues {
  const { visibilityMs } = engine.faults.queues;
  const open = (name: QueueName) => createQueueMessages(name, { ...RULES[name], visibilityMs });
  const messages = { dispatch: open('dispatch'), verify: open('verify'), notify: open('notify') };
  const mappings = {
    dispatch: createMapping(engine, 'dispatch', messages.dispatch, watch),
    verify: createMapping(engine, 'verify', messages.verify, watch),
    notify: createMapping(engine, 'notify', messages.notify, watch),
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
  messages: QueueMessages,
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

type Mapping = { attach(workerOf: (invocation: Invocation) => Worker): void; wake(afterMs: number): void };

/** An event source mapping: batches, several functions at once, partial failures. */
function createMapping(engine: Engine, queue: QueueName, messages: QueueMessages, watch: QueueWatch): Mapping {
  const { timeline, random, faults, invocations } = engine;
  let workerOf: ((invocation: Invocation) => Worker) | undefined;
  let busy = 0;
  let nextPoll = Number.POSITIVE_INFINITY;

  /** A poll that comes earlier looks ahead itself, so one that is planned is enough. */
  function wake(afterMs: number): void {
    const delay = Math.round(afterMs) + random.int(0, faults.queues.lagMs);
    const time = timeline.now() + delay;
    if (nextPoll <= time) return;
    nextPoll = time;
    timeline.after(delay, () => {
      if (nextPoll !== time) return;
      nextPoll = Number.POSITIVE_INFINITY;
      poll();
    });
  }

  function poll(): void {
    if (workerOf === undefined || busy >= RULES[queue].concurrency) return;
    const batch = messages.receive(timeline.now(), random.int(1, faults.queues.batch), random);
    const next = messages.nextDue(timeline.now());
    if (next !== undefined) wake(next - timeline.now());
    if (batch.length > 0) invoke(batch, workerOf);
  }

  function invoke(batch: QueueRecord[], work: (invocation: Invocation) => Worker): void {
    busy += 1;
    const invocation = invocations.start(queue, FUNCTION_MS);
    let over = false;
    const free = () => {
      if (over) return;
      over = true;
      busy -= 1;
      wake(0);
    };
    timeline.after(FUNCTION_MS + 1, free);
    work(invocation)(batch, invocation.deadline, invocations.timerOf(invocation)).then((failed) => {
      invocations.end(invocation);
      if (over) return;
      settle(batch, failed, invocation);
      free();
    }, reportBug);
    wake(0);
  }

  function settle(batch: readonly QueueRecord[], failed: readonly string[], invocation: Invocation): void {
    watch.settled(queue, batch, failed, invocation);
    for (const record of batch.filter(({ messageId }) => !failed.includes(messageId))) {
      if (faults.happens('message-not-deleted', `queue ${queue}`)) continue;
      messages.remove(record);
      if (!RULES[queue].fifo && faults.happens('message-twice', `queue ${queue}`)) reviveLater(record);
    }
  }

  function reviveLater(record: QueueRecord): void {
    const afterMs = random.pick([50, 2000, 60_000, 900_000]);
    timeline.after(afterMs, () => {
      messages.revive(record, timeline.now());
      wake(0);
    });
  }

  function reportBug(error: unknown): void {
    engine.report('a worker never throws', String(error));
  }

  return {
    wake,
    attach(code) {
      workerOf = code;
    },
  };
}
