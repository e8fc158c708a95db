/** What is worth an alarm: when it goes off, and what the operator is told to do. Each is a section of docs/operations.md. */
import type * as pulumi from '@pulumi/pulumi';
import type { Watch } from './alarm.ts';

/** The sweep is a message every five minutes: who takes none off lives no more, whatever the reason. */
export function heartbeat(dispatchQueue: pulumi.Output<string>): Watch {
  return {
    key: 'heartbeat',
    description:
      'The dispatcher has finished no message for 15 minutes, though one comes every five: see its log for why it does not start, and whether its mapping and the schedule `sweep` are enabled.',
    namespace: 'AWS/SQS',
    metric: 'NumberOfMessagesDeleted',
    dimensions: { QueueName: dispatchQueue },
    statistic: 'Sum',
    threshold: 1,
    quietMinutes: 15,
  };
}

/** Queues wait for the other functions; nobody waits for the door. */
export function throttles(ingress: pulumi.Output<string>): Watch {
  return {
    key: 'ingress-throttles',
    description:
      "The ingress function was throttled: the account's concurrency is used up; ask AWS for more or find what uses it.",
    namespace: 'AWS/Lambda',
    metric: 'Throttles',
    dimensions: { FunctionName: ingress },
    statistic: 'Sum',
    threshold: 0,
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
