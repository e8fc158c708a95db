import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { testDir } from '@valine/sandboxes/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { openQueueEngine, type QueueEngine } from './queue-engine.ts';

let root: string;
beforeEach(() => {
  root = testDir();
});

const QueueUrl = 'http://127.0.0.1/000000000000/work.fifo';

async function call(engine: QueueEngine, action: string, body: object) {
  const reply = await engine.call(action, { QueueUrl, ...body });
  return { status: reply.status, ...JSON.parse(reply.body) };
}

function send(engine: QueueEngine, body: string) {
  return call(engine, 'SendMessage', { MessageBody: body, MessageGroupId: 'g', MessageDeduplicationId: body });
}

/** What a kill leaves behind: the files as they are while the engine runs. */
async function openAfterKill(): Promise<QueueEngine> {
  cpSync(join(root, 'first'), join(root, 'second'), { recursive: true });
  return openQueueEngine(join(root, 'second'), 'us-east-1');
}

it('that is damaged is named, with what to do', async () => {
  writeFileSync(join(root, 'fauxqs.db'), 'no database '.repeat(100));
  await expect(openQueueEngine(root, 'us-east-1')).rejects.toThrow(
    `The queues in ${root} cannot be read (file is not a database): the files there are damaged. Delete that folder`,
  );
});

it('that lost the table of its messages is named as damaged', async () => {
  await (await openQueueEngine(root, 'us-east-1')).close();
  const database = new DatabaseSync(join(root, 'fauxqs.db'));
  database.exec('DROP TABLE sqs_messages');
  database.close();
  await expect(openQueueEngine(root, 'us-east-1')).rejects.toThrow('no such table: sqs_messages');
});

describe('after a kill', () => {
  it('what was in flight is visible again in its place, with the receive not counted', async () => {
    const first = await openQueueEngine(join(root, 'first'), 'us-east-1');
    first.ensure('work.fifo', { FifoQueue: 'true', VisibilityTimeout: '600' });
    for (const body of ['one', 'two']) await send(first, body);
    await call(first, 'ReceiveMessage', {});
    const second = await openAfterKill();
    const { Messages } = await call(second, 'ReceiveMessage', { MessageSystemAttributeNames: ['All'] });
    expect(Messages).toMatchObject([{ Body: 'one', Attributes: { ApproximateReceiveCount: '1' } }]);
    await Promise.all([first.close(), second.close()]);
  });

  it('a message that was sent before is still known as sent', async () => {
    const first = await openQueueEngine(join(root, 'first'), 'us-east-1');
    first.ensure('work.fifo', { FifoQueue: 'true' });
    const { MessageId } = await send(first, 'one');
    const { Messages } = await call(first, 'ReceiveMessage', {});
    await call(first, 'DeleteMessage', { ReceiptHandle: Messages[0].ReceiptHandle });
    const second = await openAfterKill();
    expect((await send(second, 'one')).MessageId).toBe(MessageId);
    expect((await call(second, 'ReceiveMessage', {})).Messages).toBeUndefined();
    await Promise.all([first.close(), second.close()]);
  });
});

describe('a queue that is there already', () => {
  it('takes on changed attributes and keeps its messages', async () => {
    const engine = await openQueueEngine(join(root, 'first'), 'us-east-1');
    engine.ensure('work.fifo', { FifoQueue: 'true', VisibilityTimeout: '30' });
    await send(engine, 'one');
    engine.ensure('work.fifo', { FifoQueue: 'true', VisibilityTimeout: '60' });
    const { Attributes } = await call(engine, 'GetQueueAttributes', { AttributeNames: ['All'] });
    expect(Attributes).toMatchObject({ VisibilityTimeout: '60', ApproximateNumberOfMessages: '1' });
    await engine.close();
  });

  it('is not silently another one in another region', async () => {
    const first = await openQueueEngine(join(root, 'first'), 'us-east-1');
    first.ensure('work', {});
    await first.close();
    const second = await openQueueEngine(join(root, 'first'), 'eu-central-1');
    expect(() => second.ensure('work', {})).toThrow(/another region than eu-central-1/);
    await second.close();
  });
});

describe('a message given back', () => {
  it('is visible at once and keeps its count', async () => {
    const engine = await openQueueEngine(join(root, 'first'), 'us-east-1');
    engine.ensure('work.fifo', { FifoQueue: 'true', VisibilityTimeout: '600' });
    await send(engine, 'one');
    const { Messages } = await call(engine, 'ReceiveMessage', {});
    const { ReceiptHandle } = Messages[0];
    expect((await call(engine, 'ChangeMessageVisibility', { ReceiptHandle, VisibilityTimeout: 0 })).status).toBe(200);
    const again = await call(engine, 'ReceiveMessage', { MessageSystemAttributeNames: ['All'] });
    expect(again.Messages).toMatchObject([{ Body: 'one', Attributes: { ApproximateReceiveCount: '2' } }]);
    await engine.close();
  });
});
