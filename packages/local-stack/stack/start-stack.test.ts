import * as aws from '@pulumi/aws';
import { describe, expect, it, vi } from 'vitest';
import { POLLING } from './test-support/small-program.ts';
import { createBench } from './test-support/stack-bench.ts';

vi.setConfig({ testTimeout: 20_000 });

const RECORDER = 'export const handler = async ({ Records }) => record(Records.map((each) => each.body));';

describe('a stack made by a Pulumi program', () => {
  it('brings a message through the queue to the function, in the shape Lambda gives it', async () => {
    const bench = createBench();
    const MessageAttributes = { waits: { DataType: 'Number', StringValue: '2' } };
    await bench.run('export const handler = async (event) => record(event.Records);', 'hello', { MessageAttributes });
    const attribute = { stringValue: '2', stringListValues: [], binaryListValues: [], dataType: 'Number' };
    expect(bench.seen()).toEqual([
      [
        {
          messageId: expect.any(String),
          receiptHandle: expect.any(String),
          body: 'hello',
          attributes: expect.objectContaining({ ApproximateReceiveCount: '1', SentTimestamp: expect.any(String) }),
          messageAttributes: { waits: attribute },
          md5OfBody: '5d41402abc4b2a76b9719d911017c592',
          md5OfMessageAttributes: expect.any(String),
          eventSource: 'aws:sqs',
          eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:work',
          awsRegion: 'us-east-1',
        },
      ],
    ]);
  });

  it('gives a function its own environment and nothing of this machine', async () => {
    const bench = createBench();
    await bench.run('export const handler = async () => record(Object.keys(process.env));');
    const names = bench.seen().flat();
    expect(names).toEqual(expect.arrayContaining(['TABLE', 'AWS_REGION', 'AWS_ENDPOINT_URL_SQS']));
    expect(names).not.toContain('PATH');
  });

  it("keeps a function's console output in a log of its own", async () => {
    const bench = createBench();
    const stack = await bench.run("export const handler = async () => { console.log('out'); console.error('err'); };");
    await stack.stop();
    expect(bench.logOf('worker').split('\n').toSorted()).toEqual(['', 'err', 'out']);
  });

  it('accepts what only the cloud has: a log that is kept, and a mailbox for alarms', async () => {
    const bench = createBench();
    const program = async () => {
      new aws.cloudwatch.LogGroup('log');
      const topic = new aws.sns.Topic('alarms');
      new aws.sns.TopicSubscription('mailbox', { topic: topic.arn, protocol: 'email', endpoint: 'ops@shop.example' });
    };
    await expect(bench.startProgram(program)).resolves.toHaveProperty('url');
  });

  it('refuses a resource type it does not know, by name', async () => {
    const bench = createBench();
    const program = async () => new aws.s3.Bucket('attic');
    await expect(bench.startProgram(program)).rejects.toThrow(/cannot make "attic".*aws:s3\/bucket:Bucket/);
  });

  it('shows what the program throws', async () => {
    const bench = createBench();
    const program = async () => {
      throw new RangeError('GITHUB_REPOSITORY is not set');
    };
    await expect(bench.startProgram(program)).rejects.toThrow(new RangeError('GITHUB_REPOSITORY is not set'));
  });

  it('refuses a mapping whose role may not poll the queue', async () => {
    const bench = createBench();
    const actions = POLLING.filter((action) => action !== 'sqs:DeleteMessage');
    await expect(bench.start(RECORDER, { actions })).rejects.toThrow(
      /role\/worker\/worker is not authorized to perform: sqs:DeleteMessage on resource: arn:aws:sqs:us-east-1:000000000000:work /,
    );
  });

  it('lets nobody else use its data directory while it lives', async () => {
    const bench = createBench();
    await bench.start(RECORDER);
    await expect(bench.start(RECORDER)).rejects.toThrow(`process ${process.pid}`);
  });
});

describe('a stack that was stopped and started again', () => {
  it('still has its messages', async () => {
    const bench = createBench();
    const first = await bench.start(RECORDER, { mapped: false });
    await bench.send(first, 'kept');
    await first.stop();
    const second = await bench.start(RECORDER);
    await second.whenIdle();
    expect(bench.seen()).toEqual([['kept']]);
  });

  it('has taken back what a function had in hand when its time was up', async () => {
    const bench = createBench();
    const stuck =
      'export const handler = async () => { record("stuck"); await new Promise(() => setInterval(() => {}, 1e6)); };';
    const first = await bench.start(stuck, { timeout: 60, visibility: 600 });
    await bench.send(first, 'kept');
    await expect.poll(bench.seen, { timeout: 10_000 }).toEqual(['stuck']);
    await first.stop();
    const second = await bench.start(RECORDER);
    await second.whenIdle();
    expect(bench.seen()).toEqual(['stuck', ['kept']]);
  });
});

describe('whenIdle', () => {
  it('names what is still busy when its time is up', async () => {
    const bench = createBench();
    const stack = await bench.start(RECORDER);
    await bench.send(stack, 'later', { DelaySeconds: 30 });
    await expect(stack.whenIdle({ timeoutSeconds: 0.1 })).rejects.toThrow(
      /queue work \(0 visible, 0 in flight, 1 soon due\)/,
    );
    await stack.whenIdle({ ignoreDelaysOverSeconds: 10 });
  });
});
