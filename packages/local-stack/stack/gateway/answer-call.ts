/** One AWS call: who calls, may they, and which engine answers. */
import type { Logger } from '@valine/lambda-kit';
import type { Account } from '../account.ts';
import type { EngineReply, QueueEngine } from '../engines/queue-engine.ts';
import type { TableEngine } from '../engines/table-engine.ts';
import { accessDeniedMessage } from '../iam/access-denied-message.ts';
import { evaluate } from '../iam/evaluate.ts';
import { type Caller, findCaller } from '../iam/find-caller.ts';
import type { MoveTasks } from './move-tasks.ts';
import { answerParameters } from './parameters.ts';
import { accessDeniedReply, errorReply } from './replies.ts';
import { type Body, requiredPermissions, type Service } from './required-permissions.ts';

export type Call = { target: string | undefined; authorization: string | undefined; body: Body };
export type Engines = { account: Account; queues: QueueEngine; tables: TableEngine; moveTasks: MoveTasks; log: Logger };

const SERVICES: Record<string, Service> = { AmazonSQS: 'sqs', DynamoDB_20120810: 'dynamodb', AmazonSSM: 'ssm' };

export async function answerCall(engines: Engines, call: Call): Promise<EngineReply> {
  const [prefix = '', action = ''] = (call.target ?? '').split('.');
  const service = SERVICES[prefix];
  if (!service) return errorReply('UnknownOperationException', unknownCallMessage(call.target));
  const caller = findCaller(engines.account, call.authorization);
  if (!caller) return unknownCallerReply(service);
  const denied = findDenial(engines.account.region, caller, service, action, call.body);
  if (denied !== undefined) {
    engines.log.error(denied);
    return accessDeniedReply(service, denied);
  }
  return answer(engines, service, action, call.body);
}

function answer(engines: Engines, service: Service, action: string, body: Body): EngineReply | Promise<EngineReply> {
  switch (service) {
    case 'sqs':
      return engines.moveTasks.answer(action, body) ?? engines.queues.call(action, body);
    case 'dynamodb':
      return engines.tables.call(action, body);
    case 'ssm':
      return answerParameters(engines.account, action, body);
  }
}

/** The message AWS would deny the call with, or undefined when it is allowed. */
export function findDenial(region: string, caller: Caller, service: Service, action: string, body: Body) {
  for (const need of requiredPermissions(service, action, body, region)) {
    const verdict = evaluate(caller.statements, need.action, need.resource);
    if (verdict !== 'allowed') return accessDeniedMessage(caller.principal, need.action, need.resource, verdict);
  }
  return undefined;
}

function unknownCallerReply(service: Service): EngineReply {
  const message = 'The security token included in the request is invalid.';
  return service === 'sqs'
    ? errorReply('InvalidClientTokenId', message, 403)
    : errorReply('UnrecognizedClientException', message);
}

function unknownCallMessage(target: string | undefined): string {
  return `The local stack has SQS, DynamoDB and SSM (JSON protocol), not "${target ?? 'a call without X-Amz-Target'}".`;
}
