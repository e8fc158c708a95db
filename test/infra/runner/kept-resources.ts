/** What no update may replace: it holds what cannot be made again, or has an address that others know. */
import type { Registered } from './start-engine.ts';

/** `is`: the inputs whose change would have AWS make another one. */
export type Kept = { resource: string; is: Record<string, unknown> };

/** By type, the inputs that AWS cannot change in place. */
const IDENTITY: Record<string, readonly string[]> = {
  'aws:apigatewayv2/api:Api': ['protocolType'],
  'aws:cloudwatch/logGroup:LogGroup': ['name'],
  'aws:dynamodb/table:Table': ['name', 'hashKey', 'rangeKey'],
  'aws:sns/topic:Topic': ['name', 'fifoTopic'],
  'aws:sqs/queue:Queue': ['name', 'fifoQueue'],
  'aws:ssm/parameter:Parameter': ['name', 'type'],
};

/** What Pulumi knows them by, without stage and project; and what AWS does. */
export function keptOf(registered: readonly Registered[]): Kept[] {
  return registered.flatMap(({ urn, type, inputs }) => {
    const keys = IDENTITY[type];
    if (keys === undefined) return [];
    const is = keys.filter((key) => key in inputs).map((key) => [key, inputs[key]]);
    return [{ resource: urn.split('::').slice(2).join('::'), is: Object.fromEntries(is) }];
  });
}

/** One line for each of `before` that an update to `now` would delete or replace. */
export function lossesBetween(before: readonly Kept[], now: readonly Kept[]): string[] {
  const present = new Map(now.map(({ resource, is }) => [resource, JSON.stringify(is)]));
  return before.flatMap(({ resource, is }) => {
    const found = present.get(resource);
    if (found === JSON.stringify(is)) return [];
    return [found === undefined ? deletedMessage(resource) : replacedMessage(resource, JSON.stringify(is), found)];
  });
}

function deletedMessage(resource: string): string {
  return `${resource} would be deleted: was its component or itself renamed? Give it the old name; what is renamed on purpose, with \`aliases\`, is renamed in released.json too.`;
}

function replacedMessage(resource: string, before: string, now: string): string {
  return `${resource} would be replaced, with all that it holds: it was ${before} and is ${now}.`;
}
