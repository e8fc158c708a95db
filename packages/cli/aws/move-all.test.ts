import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { moveAll } from './move-all.ts';

type Task = { Status: string; StartedTimestamp: number; ApproximateNumberOfMessagesMoved?: number };

/** SQS that gives these lists one after the other, and records its calls. */
function client(...lists: Task[][]) {
  const called: string[] = [];
  const send = async (command: { constructor: { name: string } }) => {
    called.push(command.constructor.name);
    return command.constructor.name === 'ListMessageMoveTasksCommand' ? { Results: lists.shift() } : {};
  };
  return { called, client: { send } as unknown as SQSClient };
}

describe("SQS's own redrive", () => {
  it('starts a task and does not take an older one for it', async () => {
    const old = { Status: 'COMPLETED', StartedTimestamp: 1, ApproximateNumberOfMessagesMoved: 7 };
    const own = { Status: 'COMPLETED', StartedTimestamp: 2, ApproximateNumberOfMessagesMoved: 3 };
    const sqs = client([old], [old], [own]);
    const task = await moveAll(sqs.client, 'arn');
    expect(task.isNew).toBe(true);
    expect(await task.progress()).toEqual({ state: 'running', moved: 0 });
    expect(await task.progress()).toEqual({ state: 'completed', moved: 3 });
  });

  it('watches the task that runs instead of starting another', async () => {
    const running = { Status: 'RUNNING', StartedTimestamp: 1, ApproximateNumberOfMessagesMoved: 2 };
    const sqs = client([running], [running]);
    const task = await moveAll(sqs.client, 'arn');
    expect(task.isNew).toBe(false);
    expect(await task.progress()).toEqual({ state: 'running', moved: 2 });
    expect(sqs.called).not.toContain('StartMessageMoveTaskCommand');
  });
});
