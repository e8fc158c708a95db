import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SendMessageCommand, SQSServiceException } from '@aws-sdk/client-sqs';
import { describe, expect, it, vi } from 'vitest';
import { adminOptions, adminSqs, createBench } from '../test-support/stack-bench.ts';

vi.setConfig({ testTimeout: 20_000 });

/** A handler without an SDK: sends its own key id in the signature, and records status and answer. */
const caller = (target: string, body: string) => `
  const { QUEUE_URL, TABLE, AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_SQS: url } = process.env;
  export const handler = async () => {
    const authorization = 'AWS4-HMAC-SHA256 Credential=' + AWS_ACCESS_KEY_ID + '/20261120/us-east-1/x/aws4_request, Signature=x';
    const headers = { authorization, 'x-amz-target': '${target}' };
    const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(${body}) });
    record({ status: reply.status, ...(await reply.json()) });
  };`;

async function answerTo(target: string, body: string): Promise<unknown> {
  const bench = createBench();
  await bench.run(caller(target, body));
  return bench.seen()[0];
}

const parameters = (...Names: string[]) =>
  answerTo('AmazonSSM.GetParameters', JSON.stringify({ Names, WithDecryption: true }));

describe('a function that calls AWS', () => {
  it('is denied an action its role does not allow, with principal, action and resource', async () => {
    expect(await answerTo('AmazonSQS.SendMessage', "{ QueueUrl: QUEUE_URL, MessageBody: 'x' }")).toMatchObject({
      status: 403,
      __type: 'com.amazon.coral.service#AccessDeniedException',
      message:
        'User: arn:aws:sts::000000000000:assumed-role/worker/worker is not authorized to perform: sqs:SendMessage ' +
        'on resource: arn:aws:sqs:us-east-1:000000000000:work because no identity-based policy allows the sqs:SendMessage action',
    });
  });

  it('is refused a group of messages that AWS refuses', async () => {
    const bench = createBench();
    const stack = await bench.start('export const handler = async () => {};');
    const refused = bench.send(stack, 'x', { MessageGroupId: 'two words' });
    await expect(refused).rejects.toThrow('MessageGroupId can only include alphanumeric and punctuation characters');
  });

  it('may do what its role allows', async () => {
    expect(await answerTo('DynamoDB_20120810.PutItem', "{ TableName: TABLE, Item: { pk: { S: 'a' } } }")).toEqual({
      status: 200,
    });
  });

  it('is denied reading the table it may only write', async () => {
    expect(await answerTo('DynamoDB_20120810.GetItem', "{ TableName: TABLE, Key: { pk: { S: 'a' } } }")).toMatchObject({
      status: 400,
      message: expect.stringContaining(
        'dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:000000000000:table/things',
      ),
    });
  });

  it('reads its own parameter', async () => {
    const Parameters = [{ Name: '/mine/token', Value: 's3cret' }];
    expect(await parameters('/mine/token', '/mine/none')).toMatchObject({
      Parameters,
      InvalidParameters: ['/mine/none'],
    });
  });

  it('reads a version of it, where there is one', async () => {
    expect(await parameters('/mine/token:1', '/mine/token:2')).toMatchObject({
      Parameters: [{ Name: '/mine/token', Value: 's3cret', Version: 1 }],
      InvalidParameters: ['/mine/token:2'],
    });
  });

  it('does not see a secret it forgot to have decrypted', async () => {
    const answer = await answerTo('AmazonSSM.GetParameters', "{ Names: ['/mine/token'] }");
    expect(JSON.stringify(answer)).not.toContain('s3cret');
  });

  it("is denied the whole call when one parameter is another's", async () => {
    const refusal = { status: 400, message: expect.stringContaining('parameter/other/token') };
    expect(await parameters('/mine/token', '/other/token')).toMatchObject(refusal);
  });
});

describe('the gateway', () => {
  it('lets local-admin do everything, through the SDKs', async () => {
    const bench = createBench();
    const stack = await bench.start('export const handler = async () => {};', { mapped: false, visibility: 42 });
    const sqs = adminSqs(stack);
    const QueueUrl = `${stack.awsEndpoint}/000000000000/work`;
    const found = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    const dynamo = new DynamoDBClient(adminOptions(stack));
    expect(found.Attributes).toMatchObject({ VisibilityTimeout: '42' });
    expect((await dynamo.send(new ListTablesCommand())).TableNames).toEqual(['things']);
    dynamo.destroy();
    sqs.destroy();
  });

  it('knows nobody else', async () => {
    const bench = createBench();
    const stack = await bench.start('export const handler = async () => {};');
    const stranger = adminSqs(stack);
    stranger.config.credentials = async () => ({ accessKeyId: 'stranger', secretAccessKey: 'x' });
    const QueueUrl = `${stack.awsEndpoint}/000000000000/work`;
    const refused = await stranger.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' })).catch((error) => error);
    expect(refused).toBeInstanceOf(SQSServiceException);
    expect(refused.message).toBe('The security token included in the request is invalid.');
    stranger.destroy();
  });
});
