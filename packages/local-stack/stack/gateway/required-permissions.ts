/** The permissions a call needs: its action on every resource that its body names. */
import { arnOf, parameterArn, queueNameOf } from '../account/arn.ts';

export type Service = 'sqs' | 'dynamodb' | 'ssm' | 'cloudwatch';
export type Body = Record<string, unknown>;
export type Need = { action: string; resource: string };

export function requiredPermissions(service: Service, action: string, body: Body, region: string): Need[] {
  const actions = [action, ...(INNER[action] ?? [])].map((each) => `${service}:${permissionName(service, each)}`);
  return resourcesOf(service, body, region).flatMap((resource) => actions.map((each) => ({ action: each, resource })));
}

/** What SQS does in the name of who starts a task, to the queue that it empties. To the one that it fills it sends: not looked at here. */
const INNER: Readonly<Record<string, readonly string[]>> = {
  StartMessageMoveTask: ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'],
};

/** SQS checks a batch against the permission of the single action. */
function permissionName(service: Service, action: string): string {
  return service === 'sqs' ? action.replace(/Batch$/, '') : action;
}

function resourcesOf(service: Service, body: Body, region: string): string[] {
  switch (service) {
    case 'sqs':
      return [queueResource(body, region)];
    case 'dynamodb':
      return tableResources(body, region);
    case 'cloudwatch':
      return alarmNames(body).map((name) => arnOf('cloudwatch', region, `alarm:${name}`));
    case 'ssm':
      return parameterNames(body).map((name) => parameterArn(withoutSelector(name), region));
  }
}

function queueResource(body: Body, region: string): string {
  const named = body['QueueUrl'] ?? body['QueueName'] ?? body['SourceArn'] ?? taskSource(body['TaskHandle']);
  return typeof named === 'string' ? arnOf('sqs', region, queueNameOf(named)) : '*';
}

/** A move task's handle starts with the ARN of the queue it empties. */
function taskSource(handle: unknown): string | undefined {
  return typeof handle === 'string' ? Buffer.from(handle, 'base64').toString().split(' ')[0] : undefined;
}

function tableResources(body: Body, region: string): string[] {
  const names = typeof body['TableName'] === 'string' ? [body['TableName']] : Object.keys(body['RequestItems'] ?? {});
  if (names.length === 0) return ['*'];
  const index = typeof body['IndexName'] === 'string' ? `/index/${body['IndexName']}` : '';
  return names.map((name) => `${arnOf('dynamodb', region, `table/${name.split('/').at(-1)}`)}${index}`);
}

/** `name:2` asks for the second version; whoever may read one may read all. */
export function withoutSelector(name: string): string {
  return name.split(':')[0] ?? name;
}

/** Who names none asks for all. */
export function alarmNames(body: Body): string[] {
  const names = Array.isArray(body['AlarmNames']) ? body['AlarmNames'].map(String) : [];
  return names.length === 0 ? ['*'] : names;
}

export function parameterNames(body: Body): string[] {
  const names = Array.isArray(body['Names']) ? body['Names'] : [body['Name']];
  return names.filter((name) => typeof name === 'string');
}
