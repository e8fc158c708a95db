/** Looks resources up in what the program asked for. */
import type { Resource, World } from './run-program.ts';

/** Short names of the resource types the tests speak of. */
export const TYPES = {
  alarm: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  function: 'aws:lambda/function:Function',
  filter: 'aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter',
  log: 'aws:cloudwatch/logGroup:LogGroup',
  mapping: 'aws:lambda/eventSourceMapping:EventSourceMapping',
  parameter: 'aws:ssm/parameter:Parameter',
  policy: 'aws:iam/rolePolicy:RolePolicy',
  query: 'aws:cloudwatch/queryDefinition:QueryDefinition',
  queue: 'aws:sqs/queue:Queue',
  role: 'aws:iam/role:Role',
  subscription: 'aws:sns/topicSubscription:TopicSubscription',
  table: 'aws:dynamodb/table:Table',
} as const;

export function resourcesOf(world: World, kind: keyof typeof TYPES): Resource[] {
  return world.resources.filter(({ type }) => type === TYPES[kind]);
}

/** Inputs of the one cloud resource with this name. @throws Error naming it */
export function inputsOf(world: World, name: string): Record<string, unknown> {
  const found = world.resources.filter((resource) => resource.type.startsWith('aws') && resource.name === name);
  if (found[0] === undefined || found.length > 1) throw new Error(`${found.length} resources are called ${name}.`);
  return found[0].inputs;
}

/** An input that is a text, such as an ARN. @throws Error if it is none */
export function textOf(inputs: Record<string, unknown>, key: string): string {
  const value = inputs[key];
  if (typeof value !== 'string') throw new Error(`${key} is ${typeof value}, not a text.`);
  return value;
}

export type PolicyStatement = {
  Effect: string;
  Action: string[];
  Resource: string[];
  Condition?: Record<string, Record<string, string | string[]>>;
};

/** The statements of a role's policy. */
export function statementsOf(world: World, policyName: string): PolicyStatement[] {
  const { Statement } = JSON.parse(textOf(inputsOf(world, policyName), 'policy'));
  return Statement;
}

/** The variables in a function's environment. */
export function environmentOf(world: World, functionName: string): Record<string, string> {
  const { environment } = inputsOf(world, functionName);
  return JSON.parse(JSON.stringify(environment)).variables;
}
