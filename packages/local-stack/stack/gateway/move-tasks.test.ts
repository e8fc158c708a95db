import {
  CancelMessageMoveTaskCommand,
  ListDeadLetterSourceQueuesCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Stack } from '../stack.ts';
import { adminSqs, type Bench, createBench } from '../test-support/stack-bench.ts';

vi.setConfig({ testTimeout: 20_000 });

const SourceArn = 'arn:aws:sqs:us-east-1:000000000000:dead';
let bench: Bench;
let stack: Stack;
let sqs: SQSClient;

beforeEach(async () => {
  bench = createBench();
  stack = await bench.start('export const handler = async () => {};', { mapped: false });
  sqs = adminSqs(stack);
});
afterEach(() => sqs.destroy());

async function depths() {
  const { queues } = await stack.state();
  return queues.map(({ visible, deadLetters }) => ({ visible, deadLetters }));
}

describe('dead letters', () => {
  it('go back to the queue they came from, once however often they are told to', async () => {
    for (const body of ['one', 'two']) await bench.send(stack, body, { QueueUrl: 'dead' });
    expect(await depths()).toEqual([{ visible: 0, deadLetters: 2 }]);
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
    expect(await depths()).toEqual([{ visible: 2, deadLetters: 0 }]);
    const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 5 }));
    expect(Results?.map((task) => [task.Status, task.ApproximateNumberOfMessagesMoved])).toEqual([
      ['COMPLETED', 0],
      ['COMPLETED', 2],
    ]);
  });

  it('start again with their receives, and survive a restart where they are', async () => {
    await bench.send(stack, 'one', { QueueUrl: 'dead' });
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
    await stack.stop();
    stack = await bench.start('export const handler = async () => {};', { mapped: false });
    expect(await depths()).toEqual([{ visible: 1, deadLetters: 0 }]);
    const receiver = adminSqs(stack);
    const QueueUrl = `${stack.awsEndpoint}/000000000000/work`;
    const { Messages } = await receiver.send(
      new ReceiveMessageCommand({ QueueUrl, MessageSystemAttributeNames: ['All'] }),
    );
    expect(Messages?.[0]).toMatchObject({ Body: 'one', Attributes: { ApproximateReceiveCount: '1' } });
    receiver.destroy();
  });

  it('are not moved out of a queue that is nobody’s dead-letter queue', async () => {
    const start = sqs.send(new StartMessageMoveTaskCommand({ SourceArn: SourceArn.replace('dead', 'work') }));
    await expect(start).rejects.toThrow('Source queue must be configured as a Dead Letter Queue.');
  });

  it('cannot be called back once they are moved', async () => {
    const { TaskHandle } = await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
    await expect(sqs.send(new CancelMessageMoveTaskCommand({ TaskHandle }))).rejects.toThrow('is not running any more');
  });

  it('name the queues they come from', async () => {
    const QueueUrl = `${stack.awsEndpoint}/000000000000/dead`;
    const { queueUrls } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }));
    expect(queueUrls).toEqual([`${stack.awsEndpoint}/000000000000/work`]);
  });
});
