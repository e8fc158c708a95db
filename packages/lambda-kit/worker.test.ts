import { StoreUnavailable, TooMuchContention } from '@valine/records';
import { type LogLine, manualClock, recordingLogger, recordingQueues } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Timer } from './ports.ts';
import type { QueueRecord, WorkContext } from './record.ts';
import { GiveUp, RetryLater } from './settle.ts';
import type { Trace } from './trace-of.ts';
import { createWorker } from './worker.ts';

const Job = z.object({ type: z.literal('job.asked'), name: z.string() });
const A_MINUTE = 60_000;

function buildRecord(name: string, overrides: Partial<QueueRecord> = {}): QueueRecord {
  return {
    messageId: name,
    receiptHandle: `receipt-${name}`,
    body: JSON.stringify({ type: 'job.asked', name }),
    receiveCount: 1,
    waits: 0,
    firstSentAt: Date.UTC(2026, 2, 2, 9),
    ...overrides,
  };
}

/** A worker whose jobs fail as `failures` says by name, on a queue in memory. */
function startWorld(failures: Record<string, Error> = {}) {
  const clock = manualClock();
  const logger = recordingLogger();
  const queues = recordingQueues();
  const handled: string[] = [];
  const contexts: WorkContext[] = [];
  const handle = async ({ message, context }: { message: z.infer<typeof Job>; context: WorkContext }) => {
    handled.push(message.name);
    contexts.push(context);
    const failure = failures[message.name];
    if (failure !== undefined) throw failure;
  };
  const common = { queue: 'dispatch', schema: Job, handle, clock, logger } as const;
  const run = (records: QueueRecord[], left = A_MINUTE) =>
    createWorker({ ...common, queues })(records, clock.now() + left);
  return { clock, logger, queues, handled, contexts, common, run };
}

const problemsIn = (lines: LogLine[]) => lines.map(({ level, message }) => `${level}: ${message}`);

describe('a worker of a standard queue', () => {
  it('says of a message that it does not begin which work waits with it', async () => {
    const { common, queues, clock, logger } = startWorld();
    const traces: (string | undefined)[] = [];
    let trace: string | undefined;
    const within = async <T>(about: Trace, work: () => Promise<T>): Promise<T> => {
      trace = about.trace;
      return work();
    };
    const warn: typeof logger.warn = (...given) => {
      traces.push(trace);
      logger.warn(...given);
    };
    const worker = createWorker({ ...common, queues, within, logger: { ...logger, warn } });
    expect(await worker([buildRecord('a', { trace: 'interaction-1' })], clock.now() + 1)).toEqual(['a']);
    expect(problemsIn(logger.lines)).toEqual(['warn: message not begun: too little time left']);
    expect(traces).toEqual(['interaction-1']);
  });

  it('handles every message and returns none', async () => {
    const world = startWorld();
    expect(await world.run([buildRecord('a'), buildRecord('b')])).toEqual([]);
    expect(world.handled).toEqual(['a', 'b']);
  });

  it('tells the handler what it may want to know', async () => {
    const world = startWorld();
    await world.run([buildRecord('a', { receiveCount: 3, waits: 2, firstSentAt: 17 })]);
    const deadline = world.clock.now() + A_MINUTE;
    const asSent = { type: 'job.asked', name: 'a' };
    expect(world.contexts).toEqual([{ messageId: 'a', receiveCount: 3, waits: 2, firstSentAt: 17, deadline, asSent }]);
  });

  it('returns what failed and nothing else, and logs the cause', async () => {
    const bug = new Error('bug');
    const world = startWorld({ b: bug });
    expect(await world.run([buildRecord('a'), buildRecord('b'), buildRecord('c')])).toEqual(['b']);
    expect(world.handled).toEqual(['a', 'b', 'c']);
    const about = { queue: 'dispatch', messageId: 'b', type: 'job.asked' };
    const fields = { ...about, receiveCount: 1, waits: 0, error: bug };
    expect(world.logger.lines).toEqual([{ level: 'error', message: 'message failed', fields }]);
  });

  it('finishes what is given up, with the reason in the log', async () => {
    const world = startWorld({ a: new GiveUp('the repository is gone') });
    expect(await world.run([buildRecord('a')])).toEqual([]);
    expect(world.logger.lines[0]).toMatchObject({ level: 'error', fields: { reason: 'the repository is gone' } });
  });

  it('handles no more at a time than it may', async () => {
    let atWork = 0;
    let most = 0;
    const { common, queues, clock } = startWorld();
    const handle = async () => {
      most = Math.max(most, ++atWork);
      await new Promise(setImmediate);
      atWork -= 1;
    };
    const records = Array.from({ length: 10 }, (_, index) => buildRecord(`m${index}`));
    await createWorker({ ...common, queues, handle, concurrency: 3 })(records, clock.now() + A_MINUTE);
    expect(most).toBe(3);
  });

  it('returns what it has no time to begin', async () => {
    const world = startWorld();
    expect(await world.run([buildRecord('a')], 9999)).toEqual(['a']);
    expect(await world.run([buildRecord('b')], 10_000)).toEqual([]);
    expect(world.handled).toEqual(['b']);
  });
});

describe('a message that waits', () => {
  it('is sent again with a delay and counted, and the original is finished', async () => {
    const world = startWorld({ a: new RetryLater(29.2, 'GitHub is down') });
    expect(await world.run([buildRecord('a', { firstSentAt: 17 })])).toEqual([]);
    const again = { body: { type: 'job.asked', name: 'a' }, delaySeconds: 30, waiting: { waits: 1, firstSentAt: 17 } };
    expect(world.queues.sent).toEqual([{ queue: 'dispatch', ...again }]);
  });

  it('goes back to the queue of its type, where a worker has two', async () => {
    const { common, queues, clock } = startWorld({ a: new RetryLater(30, 'GitHub is down') });
    const queue = (type: string) => (type === 'job.asked' ? 'poll' : 'verify');
    expect(await createWorker({ ...common, queue, queues })([buildRecord('a')], clock.now() + A_MINUTE)).toEqual([]);
    expect(queues.sent).toMatchObject([{ queue: 'poll', delaySeconds: 30 }]);
  });

  it('returns by itself when it cannot be sent', async () => {
    const world = startWorld({ a: new RetryLater(30, 'GitHub is down') });
    world.queues.failNext(1);
    expect(await world.run([buildRecord('a')])).toEqual(['a']);
  });

  it('waits longer than SQS delays by a chain, without troubling the handler on the way', async () => {
    const world = startWorld({ a: new RetryLater(1000, 'rate limited') });
    const notBefore = world.clock.now() + 1_000_000;
    await world.run([buildRecord('a')]);
    expect(world.queues.sent[0]).toMatchObject({ delaySeconds: 900, waiting: { waits: 1, notBefore } });

    world.clock.advance(900_000);
    expect(await world.run([buildRecord('b', { waits: 1, notBefore })])).toEqual([]);
    expect(world.handled).toEqual(['a']);
    expect(world.queues.sent[1]).toMatchObject({ delaySeconds: 99, waiting: { waits: 2 } });

    world.clock.advance(99_000);
    await world.run([buildRecord('b', { waits: 2, notBefore })]);
    expect(world.handled).toEqual(['a', 'b']);
  });
});

describe('a message whose record store is in trouble', () => {
  const throttled = new Error('ThrottlingException');
  const unavailable = new StoreUnavailable('the run store did not answer', { cause: throttled });
  const at = manualClock().now();

  it.each([unavailable, new TooMuchContention('8 writes in a row')])('waits a few seconds: $name', async (error) => {
    const world = startWorld({ a: error });
    expect(await world.run([buildRecord('a', { firstSentAt: at })])).toEqual([]);
    expect(world.queues.sent).toMatchObject([{ body: { name: 'a' }, waiting: { waits: 1, firstSentAt: at } }]);
    expect(world.queues.sent[0]?.delaySeconds).toBeGreaterThanOrEqual(4);
    expect(world.queues.sent[0]?.delaySeconds).toBeLessThanOrEqual(8);
    expect(problemsIn(world.logger.lines)).toEqual(['info: message waits for the store']);
    expect(world.logger.lines[0]?.fields).toMatchObject({ reason: error.message, waits: 0, error: error.cause });
  });

  it('comes back at another time than its neighbours', async () => {
    const names = Array.from({ length: 10 }, (_, index) => `m${index}`);
    const world = startWorld(Object.fromEntries(names.map((name) => [name, unavailable])));
    await world.run(names.map((name) => buildRecord(name)));
    expect(new Set(world.queues.sent.map(({ delaySeconds }) => delaySeconds)).size).toBeGreaterThan(2);
  });

  it('is worth a look from the third wait on', async () => {
    const world = startWorld({ a: unavailable });
    for (const waits of [0, 1, 2]) await world.run([buildRecord('a', { waits })]);
    expect(world.logger.lines.map(({ level }) => level)).toEqual(['info', 'info', 'warn']);
  });

  it('is a failure like any other after an hour', async () => {
    const world = startWorld({ a: unavailable });
    world.clock.advance(3_600_001);
    expect(await world.run([buildRecord('a', { waits: 60, firstSentAt: at })])).toEqual(['a']);
    expect(world.queues.sent).toEqual([]);
    expect(problemsIn(world.logger.lines)).toEqual(['error: message failed']);
  });
});

describe('a handler that is slow', () => {
  const never = new Promise<void>(() => {});

  /** Handlers that never end for `slow…`; the time is over once nothing else happens. */
  function startSlow() {
    const world = startWorld();
    const waits: number[] = [];
    let running = 0;
    const timer: Timer = {
      after(milliseconds, ring) {
        waits.push(milliseconds);
        running += 1;
        const ringing = setImmediate(ring);
        return () => {
          running -= 1;
          clearImmediate(ringing);
        };
      },
    };
    const handle = async ({ message }: { message: z.infer<typeof Job> }) => {
      if (message.name.startsWith('slow')) await never;
    };
    const deadline = world.clock.now() + A_MINUTE;
    return { ...world, timer, deadline, waits, running: () => running, options: { ...world.common, handle } };
  }

  it('is not waited for: its message comes back, the others are settled', async () => {
    const { options, queues, deadline, timer, logger, waits, running } = startSlow();
    const batch = ['a', 'slow', 'b'].map((name) => buildRecord(name));
    expect(await createWorker({ ...options, queues })(batch, deadline, timer)).toEqual(['slow']);
    expect(problemsIn(logger.lines)).toEqual(['error: message not through in time']);
    expect(logger.lines[0]?.fields).toMatchObject({ messageId: 'slow', type: 'job.asked' });
    expect(waits).toEqual([57_000, 57_000, 57_000]);
    expect(running()).toBe(0);
  });

  it('holds up its own group of a FIFO queue, and no other', async () => {
    const { options, deadline, timer } = startSlow();
    const batch = ['a1', 'slow-a2', 'b1', 'a3'].map((name) => buildRecord(name, { group: name.at(-2) ?? '' }));
    const worker = createWorker({ ...options, fifo: true, changeVisibility: async () => {} });
    expect(await worker(batch, deadline, timer)).toEqual(['slow-a2', 'a3']);
  });
});

describe('a body that is not valid', () => {
  it.each([
    ['not json at all, secret-token', 'unknown', 'the body is not JSON'],
    ['{"type":"job.asked","name":{"token":"secret-token"}}', 'job.asked', 'name: expected string'],
    ['{"type":"secret-token!","name":1}', 'unknown', 'type: invalid_value'],
    ['null', 'unknown', 'body: expected object'],
  ])('returns, with its problem and none of its values in the log: %s', async (body, type, problem) => {
    const world = startWorld();
    expect(await world.run([buildRecord('a'), buildRecord('bad', { body })])).toEqual(['bad']);
    const fields = { queue: 'dispatch', messageId: 'bad', type, problem };
    expect(world.logger.lines).toEqual([{ level: 'error', message: 'message is not valid', fields }]);
  });
});

describe('a worker of a FIFO queue', () => {
  function startFifo(failures: Record<string, Error>) {
    const world = startWorld(failures);
    const held: [readonly string[], number][] = [];
    const changeVisibility = async (...change: (typeof held)[number]) => void held.push(change);
    const run = (records: QueueRecord[], change = changeVisibility) =>
      createWorker({ ...world.common, fifo: true, changeVisibility: change })(records, world.clock.now() + A_MINUTE);
    return { ...world, held, run };
  }
  const batch = ['a1', 'b1', 'a2', 'b2', 'a3'].map((name) => buildRecord(name, { group: name.charAt(0) }));

  it('stops a group at its first failure and returns all behind it, while other groups go on', async () => {
    const world = startFifo({ a2: new Error('bug') });
    expect(await world.run(batch)).toEqual(['a2', 'a3']);
    expect(world.handled.toSorted()).toEqual(['a1', 'a2', 'b1', 'b2']);
    expect(world.held).toEqual([]);
  });

  it('holds a message that waits, and its group behind it, for as long as it asked', async () => {
    const world = startFifo({ a2: new RetryLater(12, 'rate limited') });
    expect(await world.run(batch)).toEqual(['a2', 'a3']);
    expect(world.held).toEqual([[['receipt-a2', 'receipt-a3'], 12]]);
    expect(world.queues.sent).toEqual([]);
  });

  it('holds a message whose store is in trouble longer with every receive, as each wait spends one', async () => {
    const world = startFifo({ a1: new StoreUnavailable('throttled') });
    for (const receiveCount of [1, 12]) await world.run([buildRecord('a1', { group: 'a', receiveCount })]);
    const [first, last] = world.held.map(([, seconds]) => seconds);
    expect(first).toBeLessThanOrEqual(8);
    expect(last).toBeGreaterThanOrEqual(150);
  });

  it('holds a message that has spent many receives longer than it asked', async () => {
    const world = startFifo({ a1: new RetryLater(1, 'rate limited') });
    for (const receiveCount of [6, 12]) await world.run([buildRecord('a1', { group: 'a', receiveCount })]);
    expect(world.held.map(([, seconds]) => seconds)).toEqual([1, 64]);
  });

  it('returns them all the same when their visibility cannot be changed', async () => {
    const world = startFifo({ a2: new RetryLater(12, 'rate limited') });
    const refuse = async () => Promise.reject(new Error('AccessDenied'));
    expect(await world.run(batch, refuse)).toEqual(['a2', 'a3']);
  });

  it('keeps the order within a group', async () => {
    const world = startFifo({});
    await world.run(batch);
    expect(world.handled.filter((name) => name.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
  });
});
