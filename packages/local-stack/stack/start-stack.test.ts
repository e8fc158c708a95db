import { describe, expect, it } from 'vitest';
import { createBench } from './test-support/stack-bench.ts';

describe('a stack made by a Pulumi program', () => {
  it('brings a message through the queue to the function', async () => {
    await using bench = createBench();
    const stack = await bench.start('export const handler = async (event) => record(event.Records);');

    await bench.send(stack, 'hello');
    await stack.whenIdle();

    expect(bench.errors).toEqual([]);
    expect(bench.seen()).toMatchObject([[{ body: 'hello', eventSource: 'aws:sqs' }]]);
  });
});
