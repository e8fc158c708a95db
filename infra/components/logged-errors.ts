/** How many errors a function writes to its log: it answers for its messages one by one, so Lambda itself sees none of them. */
import * as aws from '@pulumi/aws';
import type { Resource } from '@pulumi/pulumi';
import type { Metric } from './alarm.ts';

const METRIC = 'LoggedErrors';

/** The field `service` of every log line becomes the metric's dimension. */
export function countLoggedErrors(service: string, stage: string, log: aws.cloudwatch.LogGroup, parent: Resource) {
  const counted = { name: METRIC, namespace: namespaceOf(stage), value: '1', unit: 'Count' };
  const metricTransformation = { ...counted, dimensions: { service: '$.service' } };
  const filter = { name: 'logged-errors', pattern: '{ $.level = "error" }', metricTransformation };
  new aws.cloudwatch.LogMetricFilter(`${service}-logged-errors`, { ...filter, logGroupName: log.name }, { parent });
}

export function loggedErrorsMetric(service: string, stage: string): Metric {
  return { namespace: namespaceOf(stage), metric: METRIC, dimensions: { service }, statistic: 'Sum' };
}

function namespaceOf(stage: string): `Valine/${string}` {
  return `Valine/${stage}`;
}
