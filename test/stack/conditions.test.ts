/** Of the records a function may see or change its own alone: asked of the gateway with each function's own key. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import infra from '@valine/infra';
import { startStack } from '@valine/local-stack/stack';
import { functionName, type ServiceName, tableName } from '@valine/settings';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

type Alter = NonNullable<Parameters<typeof startStack>[0]['alter']>;
type Stack = Awaited<ReturnType<typeof startStack>>;
type Call = readonly [service: ServiceName, action: string, body: object];

const LOG = { debug() {}, info() {}, warn() {}, error() {} };
/** Functions that do nothing: their roles are all that is needed. */
const SETTINGS = {
  DISCORD_PUBLIC_KEY: 'ab'.repeat(32),
  DISCORD_APPLICATION_ID: '11122233344455566',
  DISCORD_BOT_TOKEN: 'bot-token',
  GITHUB_REPOSITORY: 'acme/web',
  GITHUB_TOKEN: 'github-token',
  GITHUB_WEBHOOK_SECRET: 'webhook-secret',
};
const TableName = tableName('dev');
const S = (text: string) => ({ S: text });
const get = (pk: string) => ({ Key: { pk: S(pk) } });
const put = (pk: string) => ({ Item: { pk: S(pk), version: { N: '1' } } });
const update = (pk: string) => ({
  Key: { pk: S(pk) },
  UpdateExpression: 'SET version = :one',
  ExpressionAttributeValues: { ':one': { N: '1' } },
});
const list = (collection: string, more: object = {}) => ({
  IndexName: 'collection-index',
  KeyConditionExpression: '#c = :c',
  ExpressionAttributeNames: { '#c': 'collection' },
  ExpressionAttributeValues: { ':c': S(collection) },
  Select: 'SPECIFIC_ATTRIBUTES',
  ProjectionExpression: 'pk, summary',
  ...more,
});
const everything = { Select: 'ALL_PROJECTED_ATTRIBUTES', ProjectionExpression: undefined };
const unsaid = { Select: undefined, ProjectionExpression: undefined };
const whole = { ProjectionExpression: 'pk, #r', ExpressionAttributeNames: { '#c': 'collection', '#r': 'record' } };

const ALLOWED: readonly Call[] = [
  ['ingress', 'Query', list('plan#open')],
  ['ingress', 'Query', list('tracking#ended')],
  ['ingress', 'Query', list('issue#7')],
  ['dispatcher', 'GetItem', get('plan#1')],
  ['dispatcher', 'PutItem', put('task#1')],
  ['dispatcher', 'UpdateItem', update('tracking#1')],
  ['dispatcher', 'Query', list('issue#7')],
  ['verifier', 'GetItem', get('plan#1')],
  ['verifier', 'GetItem', get('tracking#1')],
  ['verifier', 'Query', list('tracking#open')],
  ['notifier', 'GetItem', get('message#1')],
  ['notifier', 'PutItem', put('message#1')],
  ['notifier', 'UpdateItem', update('message#1')],
];
/** Each would be allowed but for a condition. */
const REFUSED_BY_CONDITION: readonly Call[] = [
  ['notifier', 'PutItem', put('plan#1')],
  ['notifier', 'PutItem', put('task#message#1')],
  ['notifier', 'UpdateItem', update('tracking#1')],
  ['notifier', 'GetItem', get('request#1')],
  ['dispatcher', 'PutItem', put('message#1')],
  ['dispatcher', 'UpdateItem', update('message#1')],
  ['dispatcher', 'GetItem', get('message#1')],
  ['dispatcher', 'Query', list('message#parked')],
  ['dispatcher', 'Query', list('plan#open', everything)],
  ['verifier', 'GetItem', get('message#1')],
  ['verifier', 'GetItem', get('spending#1')],
  ['verifier', 'Query', list('plan#open')],
  ['ingress', 'Query', list('message#parked')],
  ['ingress', 'Query', list('issue-ended#7')],
  ['ingress', 'Query', list('plan#open', everything)],
  ['ingress', 'Query', list('plan#open', unsaid)],
  ['ingress', 'Query', list('plan#open', whole)],
  ['ingress', 'Query', list('plan#open', { Select: 'COUNT', ProjectionExpression: undefined })],
];
/** No statement is for them at all. */
const NEVER_GRANTED: readonly Call[] = [
  ['ingress', 'GetItem', get('plan#1')],
  ['ingress', 'PutItem', put('plan#1')],
  ['ingress', 'Scan', { IndexName: 'collection-index' }],
  ['verifier', 'PutItem', put('plan#1')],
  ['verifier', 'UpdateItem', update('tracking#1')],
  ['notifier', 'Query', list('plan#open')],
  ['notifier', 'DeleteItem', get('message#1')],
  ['dispatcher', 'Scan', {}],
  ['dispatcher', 'DeleteItem', get('plan#1')],
  ['dispatcher', 'BatchGetItem', { RequestItems: { [TableName]: { Keys: [{ pk: S('plan#1') }] } } }],
];

/** Whether IAM let the call through; what the table makes of it is no matter. */
async function isLetThrough(stack: Stack, [service, action, body]: Call): Promise<boolean> {
  const key = `local-${functionName(service, 'dev')}`;
  const answer = await fetch(stack.awsEndpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${key}/20261120/eu-central-1/dynamodb/aws4_request, Signature=x`,
      'x-amz-target': `DynamoDB_20120810.${action}`,
    },
    body: JSON.stringify(action.startsWith('Batch') ? body : { TableName, ...body }),
  });
  return !(await answer.text()).includes('is not authorized to perform');
}

const withoutConditions: Alter = ({ type, inputs }) => {
  if (type !== 'aws:iam/rolePolicy:RolePolicy') return inputs;
  const policy = JSON.parse(String(inputs['policy']), (key, value) => (key === 'Condition' ? undefined : value));
  return { ...inputs, policy: JSON.stringify(policy) };
};

describe.each<[string, Alter | undefined]>([
  ['as they are', undefined],
  ['without their conditions', withoutConditions],
])('with the policies %s', (_, alter) => {
  let stack: Stack;
  const folder = mkdtempSync(join(tmpdir(), 'valine-conditions-'));
  beforeAll(async () => {
    writeFileSync(join(folder, 'index.mjs'), 'export const handler = async () => {};');
    const options = { stage: 'dev', dataDir: join(folder, 'data'), port: 0, settings: SETTINGS, log: LOG };
    stack = await startStack({ ...options, program: () => infra(() => folder), ...(alter && { alter }) });
  });
  afterAll(async () => {
    await stack.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(ALLOWED)('%s may %s: %j', async (...call) => {
    expect(await isLetThrough(stack, call)).toBe(true);
  });

  // Where the condition is gone it is let through, so it was the condition that refused it.
  it.each(REFUSED_BY_CONDITION)(`%s may ${alter ? '' : 'not '}%s: %j`, async (...call) => {
    expect(await isLetThrough(stack, call)).toBe(alter !== undefined);
  });

  it.each(NEVER_GRANTED)('%s may not %s: %j', async (...call) => {
    expect(await isLetThrough(stack, call)).toBe(false);
  });
});
