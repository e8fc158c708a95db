/** The dashboard: a chart for every metric, with a line for each thing that has it. */
import * as pulumi from '@pulumi/pulumi';
import type { Metric } from './alarm.ts';

const WIDTH = 12;
const HEIGHT = 6;
const COLUMNS = 24 / WIDTH;

/** The dashboard's JSON; charts stand in the order their metrics first come. */
export function dashboardBody(metrics: readonly Metric[], region: pulumi.Input<string>): pulumi.Output<string> {
  const charts = Map.groupBy(metrics, chartTitle);
  return pulumi.jsonStringify({
    widgets: [...charts].map(([title, lines], index) => ({
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
