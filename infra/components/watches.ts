/** What is worth an alarm: when it goes off, and what the operator is told to do. */
import type * as pulumi from '@pulumi/pulumi';
import type { Watch } from './alarm.ts';
import { loggedErrorsMetric } from './logged-errors.ts';

export function oldMessages(queue: string, name: pulumi.Output<string>): Watch {
  return {
    key: `${queue}-oldest-message`,
    description: `A message has waited 15 minutes in the ${queue} queue: look for errors of its worker, or for GitHub or Discord being down.`,
    namespace: 'AWS/SQS',
    metric: 'ApproximateAgeOfOldestMessage',
    dimensions: { QueueName: name },
    statistic: 'Maximum',
    threshold: 15 * 60,
  };
}

export function errors(service: string, name: pulumi.Output<string>): Watch {
  return {
    key: `${service}-errors`,
    description: `The ${service} function failed: its log has the error with its cause; what it was working on comes back by itself.`,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    dimensions: { FunctionName: name },
    statistic: 'Sum',
    threshold: 0,
  };
}

export function loggedErrors(service: string, stage: string): Watch {
  return {
    ...loggedErrorsMetric(service, stage),
    key: `${service}-logged-errors`,
    description: `The ${service} function logged an error: a bug, or something it gave up on. Search its log for \`"level":"error"\`; the line has the cause and the id.`,
    threshold: 0,
  };
}

export function throttles(service: string, name: pulumi.Output<string>): Watch {
  return {
    ...errors(service, name),
    key: `${service}-throttles`,
    description: `The ${service} function was throttled: the account's concurrency is used up; ask AWS for more or find what uses it.`,
    metric: 'Throttles',
  };
}

export function tableThrottles(kind: 'Read' | 'Write', name: pulumi.Output<string>): Watch {
  return {
    key: `table-${kind.toLowerCase()}-throttles`,
    description: `The run store's table throttled ${kind.toLowerCase()}s: look for one key that takes all the traffic.`,
    namespace: 'AWS/DynamoDB',
    metric: `${kind}ThrottleEvents`,
    dimensions: { TableName: name },
    statistic: 'Sum',
    threshold: 0,
  };
}

/** An index has throughput of its own: when it is throttled on writes, so is the table. */
export function indexThrottles(kind: 'Read' | 'Write', table: pulumi.Output<string>, index: string): Watch {
  return {
    ...tableThrottles(kind, table),
    key: `index-${kind.toLowerCase()}-throttles`,
    description: `The index ${index} throttled ${kind.toLowerCase()}s: look for one collection that takes all the traffic.`,
    dimensions: { TableName: table, GlobalSecondaryIndexName: index },
  };
}

export function serverErrors(apiId: pulumi.Output<string>): Watch {
  return {
    key: 'api-5xx',
    description:
      'Discord or GitHub got a 5xx: see the access log and the ingress log; GitHub deliveries can be redelivered for 3 days.',
    namespace: 'AWS/ApiGateway',
    metric: '5xx',
    dimensions: { ApiId: apiId },
    statistic: 'Sum',
    threshold: 0,
  };
}

/** Discord signs wrongly now and then, to see whether that is refused: a few are normal. */
export function refusals(apiId: pulumi.Output<string>): Watch {
  return {
    ...serverErrors(apiId),
    key: 'api-4xx',
    description:
      'More than 30 requests of Discord or GitHub were refused within five minutes: see their status in the access log. 429: too many came at once, and GitHub deliveries can be redelivered for 3 days. 401: the public key or the webhook secret is wrong, or somebody else sends.',
    metric: '4xx',
    threshold: 30,
  };
}
