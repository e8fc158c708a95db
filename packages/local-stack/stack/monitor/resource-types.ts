/** Every resource type the local stack can make. A new one is a line here. */
import { arnOf, parameterArn } from '../account/arn.ts';
import {
  createFunction,
  createMapping,
  createPermission,
  createRole,
  createRolePolicy,
  functionNameOf,
} from './functions.ts';
import { createQueue, createQueuePolicy, createRedriveAllowPolicy } from './queues.ts';
import { type Create, nameOf, numberOf, textOf } from './resource.ts';
import { createSchedule } from './schedules.ts';
import { createTable } from './tables.ts';

const createParameter: Create = (resource, { account }) => {
  const name = textOf(resource, 'name');
  const [type, value] = [textOf(resource, 'type'), textOf(resource, 'value')];
  account.parameters.set(name, { name, type, value, changedAt: Date.now() });
  return { id: name, outputs: { arn: parameterArn(name, account.region), version: 1 } };
};

const createTopic: Create = (resource, { account }) => {
  const name = nameOf(resource);
  const arn = arnOf('sns', account.region, name);
  account.topics.add(arn);
  return { id: arn, outputs: { name, arn } };
};

const createSubscription: Create = (resource, { account }) => {
  const arn = arnOf('sns', account.region, resource.name);
  const protocol = textOf(resource, 'protocol');
  account.subscriptions.push({
    topicArn: textOf(resource, 'topic'),
    protocol,
    endpoint: textOf(resource, 'endpoint'),
    // Whoever has a mailbox confirms it by a link in a message, which nobody sends here; a queue confirms itself.
    isConfirmed: protocol === 'sqs' || resource.inputs['confirmed'] === true,
    isRaw: resource.inputs['rawMessageDelivery'] === true,
  });
  return { id: arn, outputs: { arn, confirmationWasAuthenticated: false, pendingConfirmation: true } };
};

const createLogGroup: Create = (resource, { account }) => {
  const name = nameOf(resource);
  return { id: name, outputs: { name, arn: arnOf('logs', account.region, `log-group:${name}`) } };
};

const createAlarm: Create = (resource, { account }) => {
  const name = nameOf(resource);
  account.alarms.set(name, {
    name,
    description: String(resource.inputs['alarmDescription'] ?? ''),
    state: 'INSUFFICIENT_DATA',
    alarmActions: textsOf(resource.inputs['alarmActions']),
    okActions: textsOf(resource.inputs['okActions']),
  });
  return { id: name, outputs: { name, arn: arnOf('cloudwatch', account.region, `alarm:${name}`) } };
};

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

const createLogSubscription: Create = (resource, { account }) => {
  const name = nameOf(resource);
  account.logSubscriptions.push({
    name,
    logGroup: textOf(resource, 'logGroup'),
    pattern: textOf(resource, 'filterPattern'),
    functionName: functionNameOf(textOf(resource, 'destinationArn')),
  });
  return { id: name, outputs: { name } };
};

const createQuery: Create = (resource) => ({ id: nameOf(resource), outputs: { queryDefinitionId: nameOf(resource) } });

const createDashboard: Create = (resource) => {
  const name = textOf(resource, 'dashboardName');
  return { id: name, outputs: { dashboardArn: arnOf('cloudwatch', '', `dashboard/${name}`) } };
};

const ROUTE_KEY = /^(\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/[^{}]*)$/;

const createApi: Create = (resource, { account, url }) => {
  const name = nameOf(resource);
  const executionArn = arnOf('execute-api', account.region, name);
  return {
    id: name,
    outputs: { name, apiEndpoint: url, executionArn, arn: `arn:aws:apigateway:${account.region}::/apis/${name}` },
  };
};

const createIntegration: Create = (resource, { account }) => {
  const id = resource.name;
  account.integrations.set(id, {
    functionName: functionNameOf(textOf(resource, 'integrationUri')),
    timeoutMilliseconds: numberOf(resource, 'timeoutMilliseconds', 30_000),
  });
  return { id, outputs: {} };
};

const createRoute: Create = (resource, { account }) => {
  const key = textOf(resource, 'routeKey');
  if (!ROUTE_KEY.test(key)) throw new Error(pathParametersMessage(key));
  account.routes.push({ apiId: textOf(resource, 'apiId'), key, target: textOf(resource, 'target') });
  return { id: resource.name, outputs: {} };
};

const createStage: Create = (resource, { url }) => {
  const name = nameOf(resource);
  return { id: name, outputs: { name, invokeUrl: url } };
};

function pathParametersMessage(key: string): string {
  return `Route "${key}": the local stack has routes without path parameters only. Use fixed paths, or extend packages/local-stack/stack/http.`;
}

export const RESOURCE_TYPES: Readonly<Record<string, Create>> = {
  'aws:apigatewayv2/api:Api': createApi,
  'aws:apigatewayv2/integration:Integration': createIntegration,
  'aws:apigatewayv2/route:Route': createRoute,
  'aws:apigatewayv2/stage:Stage': createStage,
  'aws:cloudwatch/dashboard:Dashboard': createDashboard,
  'aws:cloudwatch/logGroup:LogGroup': createLogGroup,
  'aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter': createLogSubscription,
  'aws:cloudwatch/metricAlarm:MetricAlarm': createAlarm,
  'aws:cloudwatch/queryDefinition:QueryDefinition': createQuery,
  'aws:dynamodb/table:Table': createTable,
  'aws:iam/role:Role': createRole,
  'aws:iam/rolePolicy:RolePolicy': createRolePolicy,
  'aws:lambda/eventSourceMapping:EventSourceMapping': createMapping,
  'aws:lambda/function:Function': createFunction,
  'aws:lambda/permission:Permission': createPermission,
  'aws:scheduler/schedule:Schedule': createSchedule,
  'aws:sns/topic:Topic': createTopic,
  'aws:sns/topicSubscription:TopicSubscription': createSubscription,
  'aws:sqs/queue:Queue': createQueue,
  'aws:sqs/queuePolicy:QueuePolicy': createQueuePolicy,
  'aws:sqs/redriveAllowPolicy:RedriveAllowPolicy': createRedriveAllowPolicy,
  'aws:ssm/parameter:Parameter': createParameter,
};

export function unknownResourceMessage(type: string, name: string): string {
  return (
    `The local stack cannot make "${name}": it does not know the resource type ${type}. ` +
    'Teach it in packages/local-stack/stack/monitor/resource-types.ts, or leave the resource out on this stage.'
  );
}
