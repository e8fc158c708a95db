import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { QUEUES, type QueueName } from '@valine/contracts';
import { createPeekInQueue } from '@valine/lambda-kit/aws';
import { deadLetterQueueName, queueName } from '@valine/settings';
import { buildApp } from 'fauxqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeRedrive, type RedriveBench } from '../dead-letters/redrive-contract.ts';
import type { DeadLetter } from '../terminal/ports.ts';
import { createDeadLetterQueues } from './dead-letter-queues.ts';

const REGION = 'eu-central-1';

async function startSqs() {
  const app = buildApp({ logger: false, defaultRegion: REGION });
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => app.close());
  const credentials = { accessKeyId: 'local-admin', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint, region: REGION, credentials, useQueueUrlAsEndpoint: false });
  onTestFinished(() => client.destroy());
  // Here one server has all messages: a receive that finds none need not wait for what others have.
  client.middlewareStack.add(
    (next) => (asked) =>
      next('WaitTimeSeconds' in asked.input ? { ...asked, input: { ...asked.input, WaitTimeSeconds: 0 } } : asked),
    { step: 'initialize' },
  );
  for (const queue of QUEUES)
    for (const name of [queueName(queue, 'dev'), deadLetterQueueName(queue, 'dev')]) await createQueue(endpoint, name);
  return { client, url: (name: string) => `${endpoint}/000000000000/${name}` };
}

async function createQueue(endpoint: string, name: string): Promise<void> {
  await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.CreateQueue' },
    body: JSON.stringify({ QueueName: name, Attributes: name.endsWith('.fifo') ? { FifoQueue: 'true' } : {} }),
  });
}

async function bench(): Promise<RedriveBench & { client: SQSClient; url(name: string): string }> {
  const { client, url } = await startSqs();
  return {
    client,
    url,
    queues: createDeadLetterQueues(client, 'dev'),
    async bury(queue: QueueName, body: string, group?: string) {
      const fifo = group === undefined ? {} : { MessageGroupId: group, MessageDeduplicationId: body };
      const MessageAttributes = { waits: { DataType: 'Number', StringValue: '3' } };
      const QueueUrl = url(deadLetterQueueName(queue, 'dev'));
      const command = new SendMessageCommand({ QueueUrl, MessageBody: body, MessageAttributes, ...fifo });
      return (await client.send(command)).MessageId ?? '';
    },
    async source(queue: QueueName) {
      const QueueUrl = url(queueName(queue, 'dev'));
      const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      return (Messages ?? []).map(({ Body = '' }) => Body);
    },
  };
}

describeRedrive('redriving chosen dead letters, on SQS', bench);

describe('a dead letter that is sent back', () => {
  it('keeps its group and its attributes', async () => {
    const { queues, bury, client, url } = await bench();
    await bury('notify', 'hello', 'conversation 1');
    const [letter] = await queues.take('notify', 30);
    if (letter === undefined) throw new Error('the dead letter was not received');
    await queues.sendToSource('notify', letter);
    const QueueUrl = url(queueName('notify', 'dev'));
    const names = { MessageAttributeNames: ['All'], MessageSystemAttributeNames: ['MessageGroupId' as const] };
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl, ...names }));
    const MessageAttributes = { waits: { StringValue: '3' } };
    expect(Messages).toMatchObject([
      { Body: 'hello', Attributes: { MessageGroupId: 'conversation 1' }, MessageAttributes },
    ]);
  });
});

it('a look at what some of them are leaves them where they are, for everybody, and as often as somebody likes', async () => {
  const { queues, bury, client, url } = await bench();
  for (const queue of ['dispatch', 'notify'] as const) {
    for (const body of ['one', 'two']) await bury(queue, body, queue === 'notify' ? `conversation ${body}` : undefined);
    const peek = () => createPeekInQueue(client)(url(deadLetterQueueName(queue, 'dev')));
    for (let times = 0; times < 4; times += 1)
      expect((await peek()).map(({ body }) => body).sort()).toEqual(['one', 'two']);
    const [first] = await peek();
    expect(Date.now() - (first?.sentAt ?? 0)).toBeLessThan(60_000);
    expect((await queues.take(queue, 30)).map(({ body }) => body).sort()).toEqual(['one', 'two']);
    expect(await peek()).toEqual([]);
    expect(await queues.count(queue)).toBe(2);
  }
});

describe('dead letters that are put back', () => {
  const common = { messageId: 'm-1', body: '', sentAt: 0, received: 1, attributes: {} };
  const letter = (receiptHandle: string): DeadLetter => ({ ...common, receiptHandle });

  /** SQS that takes the receipt `fine`. Any other receipt is named after what is wrong with it. */
  async function putBack(receipts: string[]) {
    const calls: string[][] = [];
    const send = async ({ input }: { input: { Entries?: { Id: string; ReceiptHandle: string }[] } }) => {
      if (input.Entries === undefined) return { QueueUrl: 'http://queue' };
      calls.push(input.Entries.map(({ ReceiptHandle }) => ReceiptHandle));
      const failed = input.Entries.filter(({ ReceiptHandle }) => ReceiptHandle !== 'fine');
      return { Failed: failed.map(({ Id, ReceiptHandle }) => ({ Id, SenderFault: ReceiptHandle === 'expired' })) };
    };
    const queues = createDeadLetterQueues({ send } as unknown as SQSClient, 'dev');
    return { hidden: await queues.putBack('dispatch', receipts.map(letter)), calls };
  }

  it('are tried once more where SQS failed, and counted where it failed again', async () => {
    const all = ['fine', 'fails', 'fine'];
    expect(await putBack(all)).toEqual({ hidden: 1, calls: [all, ['fails']] });
  });

  it('need nothing where their receipt has run out: they are visible already', async () => {
    expect(await putBack(['expired'])).toEqual({ hidden: 0, calls: [['expired']] });
  });
});
