import { describe, expect, it, type TestContext, vi } from 'vitest';
import { type Bench, createBench } from '../test-support/stack-bench.ts';

// Messages that failed come back after whole seconds only, and must not come back while a slow machine still works on them.
// That is waited for side by side.
vi.setConfig({ testTimeout: 30_000, maxConcurrency: 10 });

/** Records each message with how often it was received, and fails those of which `fails(body, receives)` is true. */
const worker = (fails: string) => `
  const fails = ${fails};
  export const handler = async ({ Records }) => ({
    batchItemFailures: Records.flatMap(({ messageId, body, attributes }) => {
      const receives = Number(attributes.ApproximateReceiveCount);
      record([body, receives]);
      return fails(body, receives) ? [{ itemIdentifier: messageId }] : [];
    }),
  });`;

/** What becomes of messages that are sent together, each with its receives. */
async function run(
  { onTestFinished }: TestContext,
  fails: string,
  bodies: string[],
  options: Parameters<Bench['start']>[1] = {},
) {
  const bench = createBench(onTestFinished);
  const stack = await bench.start(worker(fails), { visibility: 3, ...options });
  await bench.sendTogether(stack, bodies);
  await stack.whenIdle();
  return { seen: bench.seen().map(String), errors: bench.errors, queues: (await stack.state()).queues };
}

describe.concurrent('a batch', () => {
  it('gives back only the messages that failed', async (test) => {
    const { seen } = await run(test, "(body, receives) => body === 'bad' && receives === 1", ['good', 'bad', 'fine']);
    expect(seen).toEqual(['good,1', 'bad,1', 'fine,1', 'bad,2']);
  });

  it('loses a poison message to the dead letters, and no neighbour with it', async (test) => {
    const poison = "(body) => body === 'poison'";
    const { seen, queues } = await run(test, poison, ['one', 'poison', 'two'], { maxReceiveCount: 2 });
    expect(seen).toEqual(['one,1', 'poison,1', 'two,1', 'poison,2']);
    expect(queues).toEqual([{ name: 'work', visible: 0, inFlight: 0, delayed: 0, deadLetters: 1 }]);
  });

  it('comes back whole when the function throws', async (test) => {
    const throwing = "(_, receives) => { if (receives === 1) throw new Error('boom'); }";
    const { seen, errors } = await run(test, throwing, ['job']);
    expect(seen).toEqual(['job,1', 'job,2']);
    expect(errors).toEqual(['worker failed: Error: boom']);
  });
});

describe.concurrent('a function that is too slow', () => {
  it('is killed at its time-out, and its message comes back', async (test) => {
    const slow = '(_, receives) => { while (receives === 1); }';
    const { seen, errors } = await run(test, slow, ['job'], { visibility: 4, timeout: 1 });
    expect(seen).toEqual(['job,1', 'job,2']);
    expect(errors).toEqual(['worker failed: Sandbox.Timedout: Task timed out after 1.00 seconds']);
  });
});

describe.concurrent('a function that needs more memory than the program gives it', () => {
  it('is killed alone, and its message comes back', async (test) => {
    const fill = 'const kept = []; while (receives === 1) kept.push(new Array(10_000).fill(kept.length));';
    const { seen, errors } = await run(test, `(_, receives) => { ${fill} }`, ['job'], { visibility: 5, timeout: 5 });
    expect(seen).toEqual(['job,1', 'job,2']);
    expect(errors).toEqual([expect.stringContaining('worker failed: Runtime.ExitError')]);
    expect(errors[0]).toContain('reaching memory limit');
  });
});

describe.concurrent('a FIFO queue', () => {
  it('holds a group at its failed head while other groups go on', async ({ onTestFinished }) => {
    const bench = createBench(onTestFinished);
    const failing = worker("(body, receives) => body === 'a1' && receives === 1");
    const stack = await bench.start(failing, { fifo: true, visibility: 3 });
    for (const body of ['a1', 'a2', 'b1', 'b2']) {
      const group = { MessageGroupId: body.charAt(0), MessageDeduplicationId: body };
      await bench.send(stack, body, { QueueUrl: 'work.fifo', ...group });
    }
    await stack.whenIdle();
    const seen = bench.seen().map(String);
    expect(seen.filter((line) => line.startsWith('a'))).toEqual(['a1,1', 'a1,2', 'a2,1']);
    expect(seen.indexOf('b2,1')).toBeLessThan(seen.indexOf('a1,2'));
  });
});

describe.concurrent('maximumConcurrency', () => {
  it('caps the invocations at once', async ({ onTestFinished }) => {
    const bench = createBench(onTestFinished);
    const handler = `export const handler = async () => {
      record(1);
      await new Promise((resolve) => setTimeout(resolve, 100));
      record(-1);
    };`;
    const stack = await bench.start(handler, { batchSize: 1, maximumConcurrency: 2 });
    await Promise.all([1, 2, 3, 4, 5, 6].map((each) => bench.send(stack, String(each))));
    await stack.whenIdle();
    let running = 0;
    const atOnce = bench.seen().map((step) => {
      running += Number(step);
      return running;
    });
    expect(atOnce).toHaveLength(12);
    expect(Math.max(...atOnce)).toBe(2);
  });
});
