/** What tells people that something is wrong (alarms) and lets them see what (a dashboard). */
import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { QueueKey } from '@valine/settings';
import { createAlarm, type Metric, type Watch } from './alarm.ts';
import type { RunStore } from './run-store.ts';
import { saveQueries } from './saved-queries.ts';
import { heartbeat, refusals, serverErrors, throttles } from './watches.ts';
import type { WebhookIngress } from './webhook-ingress.ts';
import type { WorkQueue } from './work-queue.ts';

type ObservabilityArgs = {
  stage: string;
  alarms: aws.sns.Topic;
  queues: Record<QueueKey, WorkQueue>;
  functions: Record<string, { function: aws.lambda.Function; log: aws.cloudwatch.LogGroup }>;
  runs: RunStore;
  ingress: WebhookIngress;
};

export class Observability extends pulumi.ComponentResource {
  readonly dashboardUrl: pulumi.Output<string>;

  constructor(name: string, args: ObservabilityArgs, options?: pulumi.ComponentResourceOptions) {
    super('valine:infra:Observability', name, {}, options);
    const watches = watchesOf(args);
    for (const watch of watches) createAlarm(watch, args.stage, args.alarms, this);
    this.dashboardUrl = this.createDashboard(name, args, questionsOf(args, watches));
    const logs = Object.values(args.functions).map(({ log }) => log.name);
    saveQueries(args.stage, logs, this);
    this.registerOutputs();
  }

  private createDashboard(name: string, args: ObservabilityArgs, questions: Questions): pulumi.Output<string> {
    const region = args.alarms.arn.apply(regionOf);
    const dashboard = new aws.cloudwatch.Dashboard(
      `${name}-dashboard`,
      {
        // Dashboards belong to the account, and two regions may have a stage of one name.
        dashboardName: pulumi.interpolate`valine-orchestrator-${args.stage}-${region}`,
        dashboardBody: dashboardBody(questions, region),
      },
      { parent: this },
    );
    return pulumi.interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}

/** The dead letters are not here: each queue brings the alarm on its own. */
function watchesOf({ queues, ingress }: ObservabilityArgs): Watch[] {
  return [
    heartbeat(queues.dispatch.queue.name),
    throttles(ingress.function.name),
    serverErrors(ingress.api.id),
    refusals(ingress.api.id),
  ];
}

/** What a dashboard is asked, with the metrics that answer. */
type Questions = Readonly<Record<string, readonly Metric[]>>;

function questionsOf({ queues, functions, runs, ingress }: ObservabilityArgs, watches: readonly Watch[]): Questions {
  const lambda = Object.values(functions).map((worker) => ({ FunctionName: worker.function.name }));
  const sqs = Object.values(queues).map(({ queue }) => ({ QueueName: queue.name }));
  const table = { TableName: runs.table.name };
  return {
    'Is it working?': [
      ...watches,
      ...Object.values(queues).map((queue) => queue.deadLettersWatch),
      // A function that cannot start, runs out of time or out of memory writes no error line.
      ...lambda.map((dimensions): Metric => ({ ...LAMBDA, metric: 'Errors', dimensions, statistic: 'Sum' })),
    ],
    'Is it slow?': lambda.map((dimensions) => ({ ...LAMBDA, metric: 'Duration', dimensions, statistic: 'Maximum' })),
    'Who waits?': sqs.map((dimensions) => ({ ...AGE, dimensions })),
    'What does it cost?': [
      { namespace: 'AWS/ApiGateway', metric: 'Count', dimensions: { ApiId: ingress.api.id }, statistic: 'Sum' },
      ...lambda.map((dimensions): Metric => ({ ...LAMBDA, metric: 'Invocations', dimensions, statistic: 'Sum' })),
      ...sqs.map((dimensions): Metric => ({ ...SENT, dimensions })),
      { ...TABLE, metric: 'ConsumedReadCapacityUnits', dimensions: table },
      { ...TABLE, metric: 'ConsumedWriteCapacityUnits', dimensions: table },
    ],
  };
}

const LAMBDA = { namespace: 'AWS/Lambda' } as const;
const SENT = { namespace: 'AWS/SQS', metric: 'NumberOfMessagesSent', statistic: 'Sum' } as const;
const AGE = { namespace: 'AWS/SQS', metric: 'ApproximateAgeOfOldestMessage', statistic: 'Maximum' } as const;
const TABLE = { namespace: 'AWS/DynamoDB', statistic: 'Sum' } as const;

/** arn:partition:service:region:account:… */
function regionOf(arn: string): string {
  return arn.split(':')[3] ?? '';
}

const WIDTH = 12;
const HEIGHT = 6;
const COLUMNS = 24 / WIDTH;

/** The dashboard's JSON: question by question, charts stand in the order their metrics first come. */
function dashboardBody(questions: Questions, region: pulumi.Input<string>): pulumi.Output<string> {
  const charts = Object.entries(questions).flatMap(([question, metrics]) =>
    [...Map.groupBy(metrics, chartTitle)].map(([title, lines]) => [`${question} ${title}`, lines] as const),
  );
  return pulumi.jsonStringify({
    widgets: charts.map(([title, lines], index) => ({
      type: 'metric',
      x: (index % COLUMNS) * WIDTH,
      y: Math.floor(index / COLUMNS) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, region, view: 'timeSeries', period: 300, metrics: lines.map(line) },
    })),
  });
}

function chartTitle({ namespace, metric }: Metric): string {
  return `${namespace.replace(/^AWS\//, '')}: ${metric}`;
}

function line({ namespace, metric, dimensions, statistic }: Metric) {
  return [namespace, metric, ...Object.entries(dimensions).flat(), { stat: statistic }];
}
