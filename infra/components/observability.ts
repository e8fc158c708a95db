/** What tells people that something is wrong (alarms) and lets them see what (a dashboard). */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { createAlarm, type Watch } from './alarm.ts';
import { dashboardBody } from './dashboard.ts';
import type { RunStore } from './run-store.ts';
import type { WebhookIngress } from './webhook-ingress.ts';
import type { WorkQueue } from './work-queue.ts';

export type ObservabilityArgs = {
  stage: string;
  alarms: aws.sns.Topic;
  queues: Record<string, WorkQueue>;
  functions: Record<string, { function: aws.lambda.Function }>;
  runs: RunStore;
  ingress: WebhookIngress;
};

export class Observability extends pulumi.ComponentResource {
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(name: string, args: ObservabilityArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:Observability', name, {}, options);
    const watches = [
      ...Object.entries(args.queues).map(([key, { queue }]) => oldMessages(key, queue.name)),
      ...Object.entries(args.functions).flatMap(
        ([
          service,
          {
            function: { name },
          },
        ]) => [errors(service, name), throttles(service, name)],
      ),
      ...['Read', 'Write'].map((kind) => tableThrottles(kind, args.runs.table.name)),
      serverErrors(args.ingress.api.id),
    ];
    for (const watch of watches) createAlarm(watch, args.stage, args.alarms, this);
    this.dashboardUrl = this.createDashboard(name, args, [
      ...Object.values(args.queues).map((queue) => queue.deadLettersWatch),
      ...watches,
    ]);
    this.registerOutputs();
  }

  private createDashboard(name: string, args: ObservabilityArgs, watches: Watch[]): pulumi.Output<string> {
    const region = args.alarms.arn.apply(regionOf);
    const dashboard = new aws.cloudwatch.Dashboard(
      `${name}-dashboard`,
      { dashboardName: `valine-orchestrator-${args.stage}`, dashboardBody: dashboardBody(watches, region) },
      { parent: this },
    );
    return pulumi.interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

function oldMessages(queue: string, name: pulumi.Output<string>): Watch {
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

function errors(service: string, name: pulumi.Output<string>): Watch {
  return {
    key: `${service}-errors`,
    description: `The ${service} function failed: its log /aws/lambda has the error with its cause.`,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    dimensions: { FunctionName: name },
    statistic: 'Sum',
    threshold: 0,
  };
}

function throttles(service: string, name: pulumi.Output<string>): Watch {
  return {
    ...errors(service, name),
    key: `${service}-throttles`,
    description: `The ${service} function was throttled: the account's concurrency is used up; ask AWS for more or find what uses it.`,
    metric: 'Throttles',
  };
}

function tableThrottles(kind: string, name: pulumi.Output<string>): Watch {
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

function serverErrors(apiId: pulumi.Output<string>): Watch {
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

/** arn:partition:service:region:account:… */
function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}
