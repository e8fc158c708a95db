import { hash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type StubResponse, startHttpServer } from '@valine/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { QueueUnavailable } from '../ports.ts';
import { createChangeVisibility, createCountInQueue, createSqsQueues } from './sqs-queues.ts';

type Entry = { Id: string; MessageBody: string };
type Call = { action: string; input: { QueueUrl: string; Entries: Entry[] } & Entry };

const taken = ({ Id, MessageBody }: Entry) => ({ Id, MessageId: Id, MD5OfMessageBody: hash('md5', MessageBody) });

function takeAll({ input }: Call): StubResponse {
  return { body: input.Entries ? { Successful: input.Entries.map(taken) } : taken(input) };
}

/** Queues on a server that speaks SQS's protocol and answers so. */
async function connect(answer: (call: Call) => StubResponse = takeAll, maxAttempts = 2) {
  const calls: Call[] = [];
  const server = await startHttpServer(({ headers, body }) => {
    const call: Call = { action: String(headers['x-amz-target']), input: JSON.parse(body) };
    calls.push(call);
    return answer(call);
  });
  onTestFinished(server.close);
  const credentials = { accessKeyId: 'id', secretAccessKey: 'key' };
  const client = new SQSClient({ endpoint: server.url, region: 'eu-central-1', credentials, maxAttempts });
  const urls = { dispatch: `${server.url}/1/dispatch`, notify: `${server.url}/1/notify.fifo` };
  return { server, client, calls, urls, queues: createSqsQueues({ client, urls, timeoutMs: 1000 }) };
}

const numbered = (length: number) => Array.from({ length }, (_, number) => ({ body: { number } }));
const sizes = (calls: Call[]) => calls.map(({ input }) => input.Entries?.length ?? 1);

describe('sending to SQS', () => {
  it('puts one message into its queue by one call', async () => {
    const { queues, calls, urls } = await connect();
    const waiting = { waits: 2, firstSentAt: 17, notBefore: 99 };
    await queues.send('dispatch', [{ body: { type: 'x' }, delaySeconds: 30, waiting }]);
    expect(calls).toEqual([
      {
        action: 'AmazonSQS.SendMessage',
        input: {
          QueueUrl: urls.dispatch,
          MessageBody: '{"type":"x"}',
          DelaySeconds: 30,
          MessageAttributes: {
            waits: { DataType: 'Number', StringValue: '2' },
            firstSentAt: { DataType: 'Number', StringValue: '17' },
            notBefore: { DataType: 'Number', StringValue: '99' },
          },
        },
      },
    ]);
  });

  it('puts several into one call, ten at most', async () => {
    const { queues, calls } = await connect();
    await queues.send('dispatch', numbered(12));
    expect(sizes(calls)).toEqual([10, 2]);
    expect(calls[0]?.action).toBe('AmazonSQS.SendMessageBatch');
  });

  it('starts another call where one would be too large', async () => {
    const { queues, calls } = await connect();
    const body = 'ä'.repeat(60 * 1024);
    await queues.send('dispatch', [{ body }, { body }, { body }]);
    expect(sizes(calls)).toEqual([2, 1]);
  });

  it('never lets two messages of a FIFO group share a call, which may be taken in part', async () => {
    const { queues, calls } = await connect();
    const entry = (group: string, id: string) => ({ body: id, group, deduplicationId: id });
    await queues.send('notify', [entry('a', '1'), entry('b', '2'), entry('a', '3')]);
    expect(sizes(calls)).toEqual([2, 1]);
    expect(calls[1]?.input).toMatchObject({ MessageBody: '"3"', MessageGroupId: 'a', MessageDeduplicationId: '3' });
  });

  it('fails when SQS takes a part only', async () => {
    const Failed = [{ Id: '1', Code: 'InternalError', SenderFault: false }];
    const { queues } = await connect(({ input }) => ({
      body: { Successful: input.Entries.slice(0, 1).map(taken), Failed },
    }));
    const sending = queues.send('dispatch', [{ body: 1 }, { body: 2 }]);
    await expect(sending).rejects.toThrow(QueueUnavailable);
    await expect(sending).rejects.toMatchObject({ cause: { message: '1 of 2 messages were refused: InternalError' } });
  });

  it('tries once more when SQS stumbles', async () => {
    let stumbles = 1;
    const { queues, calls } = await connect((call) => (stumbles-- > 0 ? { status: 500, body: {} } : takeAll(call)));
    await queues.send('dispatch', [{ body: 1 }]);
    expect(calls).toHaveLength(2);
  });

  it('fails in time when SQS does not answer', async () => {
    const { client, urls } = await connect(() => 'hang');
    const queues = createSqsQueues({ client, urls, timeoutMs: 50 });
    await expect(queues.send('dispatch', [{ body: 1 }])).rejects.toThrow(QueueUnavailable);
  });

  it.each<[string, boolean, StubResponse, number]>([
    ['refuses it', false, { status: 400, body: { __type: 'InvalidMessageContents' } }, 1],
    ['breaks', true, { status: 500, body: {} }, 2],
    ['does not answer', true, 'hang', 1],
  ])('knows whether the message may have arrived when SQS %s: %s', async (_, mayHaveArrived, answer, calls) => {
    const world = await connect(() => answer);
    const queues = createSqsQueues({ ...world, timeoutMs: 300 });
    await expect(queues.send('dispatch', [{ body: 1 }])).rejects.toMatchObject({ mayHaveArrived });
    expect(world.calls).toHaveLength(calls);
  });

  it('cannot say that nothing arrived once one of its calls was taken', async () => {
    let taken = 0;
    const { queues } = await connect((call) => (taken++ > 0 ? { status: 400, body: {} } : takeAll(call)));
    await expect(queues.send('dispatch', numbered(11))).rejects.toMatchObject({ mayHaveArrived: true });
  });

  it('knows that nothing arrived where nobody listened to its only attempt', async () => {
    const { server, queues } = await connect(takeAll, 1);
    await server.close();
    await expect(queues.send('dispatch', [{ body: 1 }])).rejects.toMatchObject({ mayHaveArrived: false });
  });

  it('names the queue that the function was given no URL of', async () => {
    const { queues } = await connect();
    await expect(queues.send('verify', [{ body: 1 }])).rejects.toThrow('no URL of the verify queue');
  });
});

describe('counting', () => {
  it('says how many messages a queue has to hand out', async () => {
    const { client, urls } = await connect(() => ({ body: { Attributes: { ApproximateNumberOfMessages: '7' } } }));
    expect(await createCountInQueue(client)(urls.dispatch)).toBe(7);
  });

  it.each([
    [500, true],
    [403, false],
  ])('tells what passes by itself (%i: %s) from what is refused', async (status, passes) => {
    const { client, urls } = await connect(() => ({ status, body: { __type: 'Whatever', message: 'no' } }));
    const error: unknown = await createCountInQueue(client)(urls.dispatch).catch((thrown: unknown) => thrown);
    expect(error instanceof QueueUnavailable).toBe(passes);
  });
});

describe('changing visibility', () => {
  it('takes one call for a batch', async () => {
    const { client, urls, calls } = await connect(() => ({ body: { Successful: [{ Id: '0' }, { Id: '1' }] } }));
    await createChangeVisibility(client, urls.notify)(['r1', 'r2'], 12);
    expect(calls).toEqual([
      {
        action: 'AmazonSQS.ChangeMessageVisibilityBatch',
        input: {
          QueueUrl: urls.notify,
          Entries: [
            { Id: '0', ReceiptHandle: 'r1', VisibilityTimeout: 12 },
            { Id: '1', ReceiptHandle: 'r2', VisibilityTimeout: 12 },
          ],
        },
      },
    ]);
  });

  it('fails when SQS refuses one', async () => {
    const refused = { Id: '0', Code: 'ReceiptHandleIsInvalid', SenderFault: true };
    const { client, urls } = await connect(() => ({ body: { Successful: [], Failed: [refused] } }));
    await expect(createChangeVisibility(client, urls.notify)(['r1'], 12)).rejects.toThrow('ReceiptHandleIsInvalid');
  });
});
