/** How many errors a function writes to its log: it answers for its messages one by one, so Lambda itself sees none of them. */
import * as aws from '@pulumi/aws';
import type * as pulumi from '@pulumi/pulumi';
import type { ServiceName } from '@valine/settings';
import type { Metric } from './alarm.ts';

const METRIC = 'LoggedErrors';

/** The field `service` of every log line becomes the metric's dimension. */
export function countLoggedErrors(
  service: ServiceName,
  stage: string,
  log: aws.cloudwatch.LogGroup,
  parent: pulumi.Resource,
): void {
  new aws.cloudwatch.LogMetricFilter(
    `${service}-logged-errors`,
    {
      name: 'logged-errors',
      logGroupName: log.name,
      pattern: '{ $.level = "error" }',
      metricTransformation: {
        name: METRIC,
        namespace: namespaceOf(stage),
        value: '1',
        unit: 'Count',
        dimensions: { service: '$.service' },
      },
    },
    { parent },
  );
}

export function loggedErrorsMetric(service: string, stage: string): Metric {
  return { namespace: namespaceOf(stage), metric: METRIC, dimensions: { service }, statistic: 'Sum' };
}

function namespaceOf(stage: string): `Valine/${string}` {
  return `Valine/${stage}`;
}
