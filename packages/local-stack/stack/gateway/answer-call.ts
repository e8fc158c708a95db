/** Answers one AWS call: finds the caller, checks the permission, and asks the engine. */
import type { Logger } from '@valine/lambda-kit';
import type { Account, Parameter } from '../account/account.ts';
import { arnOf, parameterArn } from '../account/arn.ts';
import { accessDeniedMessage, evaluate } from '../account/evaluate.ts';
import { type Caller, findCaller, isAdministrator } from '../account/find-caller.ts';
import { countCapacity, countOne } from '../account/usage.ts';
import type { EngineReply, QueueEngine } from '../engines/queue-engine.ts';
import type { TableEngine } from '../engines/table-engine.ts';
import { describeByForm, describeFunctions, describeTable } from './describe-calls.ts';
import type { MoveTasks } from './move-tasks.ts';
import { accessDeniedReply, errorReply, okReply } from './replies.ts';
import { requestContext } from './request-context.ts';
import {
  alarmNames,
  type Body,
  parameterNames,
  requiredPermissions,
  type Service,
  withoutSelector,
} from './required-permissions.ts';

/** `url`: path and query. `text`: of the body. */
export type Call = { url: string; target: string | undefined; authorization: string | undefined; text: string };
export type Engines = { account: Account; queues: QueueEngine; tables: TableEngine; moveTasks: MoveTasks; log: Logger };

const SERVICES: Record<string, Service> = {
  AmazonSQS: 'sqs',
  DynamoDB_20120810: 'dynamodb',
  AmazonSSM: 'ssm',
  GraniteServiceVersion20100801: 'cloudwatch',
};

export async function answerCall(engines: Engines, call: Call): Promise<EngineReply> {
  if (call.target === undefined) return describe(engines, call);
  const [prefix = '', action = ''] = call.target.split('.');
  const service = SERVICES[prefix];
  if (!service) return errorReply('UnknownOperationException', unknownCallMessage(call.target));
  const caller = findCaller(engines.account, call.authorization);
  if (!caller) return unknownCallerReply(service);
  const body: Body = call.text === '' ? {} : JSON.parse(call.text);
  const denied = findDenial(engines.account, caller, service, action, body);
  if (denied !== undefined) {
    engines.log.error(denied);
    return accessDeniedReply(service, denied);
  }
  if (isAdministrator(caller)) return answer(engines, service, action, body);
  countOne(engines.account.usage.calls, `${service}:${action}`);
  if (service !== 'dynamodb') return answer(engines, service, action, body);
  const reply = await answer(engines, service, action, { ...body, ReturnConsumedCapacity: 'TOTAL' });
  return { ...reply, body: countCapacity(engines.account.usage, action, call.text, reply.body) };
}

/** No policy of ours grants any of these: they are the administrator's. */
function describe({ account }: Engines, { url, authorization, text }: Call): EngineReply {
  const caller = findCaller(account, authorization);
  if (caller === undefined || !isAdministrator(caller))
    return errorReply('AccessDeniedException', notAdministratorMessage(), 403);
  return describeFunctions(account, url) ?? describeByForm(account, new URLSearchParams(text));
}

function notAdministratorMessage(): string {
  return 'The local stack lets its administrator alone look at functions, mappings, topics and roles.';
}

function answer(engines: Engines, service: Service, action: string, body: Body): EngineReply | Promise<EngineReply> {
  switch (service) {
    case 'sqs':
      return refusedGroup(body) ?? engines.moveTasks.answer(action, body) ?? engines.queues.call(action, body);
    case 'dynamodb':
      return describeTable(engines.account, action, body['TableName']) ?? engines.tables.call(action, body);
    case 'cloudwatch':
      return answerAlarms(engines.account, action, body);
    case 'ssm':
      return answerParameters(engines.account, action, body);
  }
}

/** AWS takes letters, digits and punctuation for the id of a FIFO group; the engine takes anything. */
function refusedGroup(body: Body): EngineReply | undefined {
  const entries = Array.isArray(body['Entries']) ? body['Entries'] : [body];
  const groups = entries.flatMap(({ MessageGroupId: group }) => (group === undefined ? [] : [String(group)]));
  const refused = groups.find((group) => !/^[!-~]{1,128}$/.test(group));
  return refused === undefined ? undefined : errorReply('InvalidParameterValue', groupMessage(refused));
}

function groupMessage(group: string): string {
  return `Value ${group} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.`;
}

/** The message AWS would deny the call with, or undefined when it is allowed. */
export function findDenial(account: Account, caller: Caller, service: Service, action: string, body: Body) {
  const context = requestContext(account, service, body);
  for (const need of requiredPermissions(service, action, body, account.region)) {
    const verdict = evaluate(caller.statements, need.action, need.resource, context);
    remember(account, caller, `${need.action} on ${need.resource}`, verdict === 'allowed');
    if (verdict !== 'allowed') return accessDeniedMessage(caller.principal, need.action, need.resource, verdict);
  }
  return undefined;
}

/** Once refused is remembered as refused. */
function remember({ asked }: Account, { functionName }: Caller, permission: string, given: boolean): void {
  if (functionName === undefined) return;
  const ofFunction = asked.get(functionName) ?? new Map<string, boolean>();
  asked.set(functionName, ofFunction.set(permission, given && ofFunction.get(permission) !== false));
}

function unknownCallerReply(service: Service): EngineReply {
  const message = 'The security token included in the request is invalid.';
  return service === 'sqs'
    ? errorReply('InvalidClientTokenId', message, 403)
    : errorReply('UnrecognizedClientException', message);
}

function unknownCallMessage(target: string): string {
  return `The local stack has SQS, DynamoDB, SSM and CloudWatch (JSON protocol), not "${target}".`;
}

/** CloudWatch: how the alarms stand that the program created. */
function answerAlarms({ alarms, region }: Account, action: string, body: Body): EngineReply {
  if (action !== 'DescribeAlarms')
    return errorReply('UnknownOperationException', `The local stack has no cloudwatch:${action}, only DescribeAlarms.`);
  return okReply({
    MetricAlarms: alarmNames(body).flatMap((name) => {
      const alarm = alarms.get(name);
      if (alarm === undefined) return [];
      const AlarmArn = arnOf('cloudwatch', region, `alarm:${name}`);
      return [{ AlarmName: name, AlarmArn, AlarmDescription: alarm.description, StateValue: alarm.state }];
    }),
  });
}

/** SSM Parameter Store: the parameters the program created, read-only, each in its first version. */
function answerParameters(account: Account, action: string, body: Body): EngineReply {
  const names = parameterNames(body);
  const find = (name: string) => (/:(?!1$)/.test(name) ? undefined : account.parameters.get(withoutSelector(name)));
  const found = names.flatMap((name) => find(name) ?? []);
  const shown = found.map((parameter) => shownParameter(parameter, account.region, body['WithDecryption'] === true));
  if (action === 'GetParameters') {
    return okReply({ Parameters: shown, InvalidParameters: names.filter((name) => find(name) === undefined) });
  }
  if (action !== 'GetParameter') {
    return errorReply('UnknownOperationException', `The local stack has no ssm:${action}, only GetParameter(s).`);
  }
  return shown[0] ? okReply({ Parameter: shown[0] }) : errorReply('ParameterNotFound', `There is no ${names[0]}.`);
}

function shownParameter(parameter: Parameter, region: string, decrypt: boolean) {
  const hidden = parameter.type === 'SecureString' && !decrypt;
  return {
    Name: parameter.name,
    Type: parameter.type,
    // As on AWS: without WithDecryption the value is useless.
    Value: hidden ? Buffer.from(`encrypted ${parameter.name}`).toString('base64') : parameter.value,
    Version: 1,
    LastModifiedDate: parameter.changedAt / 1000,
    ARN: parameterArn(parameter.name, region),
    DataType: 'text',
  };
}
