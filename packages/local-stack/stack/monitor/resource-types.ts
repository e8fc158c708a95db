/** Every resource type the local stack can make. A new one is a line here. */
import { createApi, createIntegration, createRoute, createStage } from './apis.ts';
import { createFunction, createMapping, createPermission, createRole, createRolePolicy } from './functions.ts';
import {
  createAlarm,
  createDashboard,
  createLogGroup,
  createMetricFilter,
  createParameter,
  createSubscription,
  createTopic,
} from './others.ts';
import { createQueue, createRedriveAllowPolicy } from './queues.ts';
import type { Create } from './resource.ts';
import { createTable } from './tables.ts';

export const RESOURCE_TYPES: Readonly<Record<string, Create>> = {
  'aws:apigatewayv2/api:Api': createApi,
  'aws:apigatewayv2/integration:Integration': createIntegration,
  'aws:apigatewayv2/route:Route': createRoute,
  'aws:apigatewayv2/stage:Stage': createStage,
  'aws:cloudwatch/dashboard:Dashboard': createDashboard,
  'aws:cloudwatch/logGroup:LogGroup': createLogGroup,
  'aws:cloudwatch/logMetricFilter:LogMetricFilter': createMetricFilter,
  'aws:cloudwatch/metricAlarm:MetricAlarm': createAlarm,
  'aws:dynamodb/table:Table': createTable,
  'aws:iam/role:Role': createRole,
  'aws:iam/rolePolicy:RolePolicy': createRolePolicy,
  'aws:lambda/eventSourceMapping:EventSourceMapping': createMapping,
  'aws:lambda/function:Function': createFunction,
  'aws:lambda/permission:Permission': createPermission,
  'aws:sns/topic:Topic': createTopic,
  'aws:sns/topicSubscription:TopicSubscription': createSubscription,
  'aws:sqs/queue:Queue': createQueue,
  'aws:sqs/redriveAllowPolicy:RedriveAllowPolicy': createRedriveAllowPolicy,
  'aws:ssm/parameter:Parameter': createParameter,
};

export function unknownResourceMessage(type: string, name: string): string {
  return (
    `The local stack cannot make "${name}": it does not know the resource type ${type}. ` +
    'Teach it in packages/local-stack/stack/monitor/resource-types.ts, or leave the resource out on this stage.'
  );
}
