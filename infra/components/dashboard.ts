/** The dashboard: one chart for every kind of thing the alarms watch, all on one page. */
import * as pulumi from '@pulumi/pulumi';
import type { Watch } from './alarm.ts';

const WIDTH = 12;
const HEIGHT = 6;
const COLUMNS = 24 / WIDTH;

/** The dashboard's JSON: a chart per metric, with a line per queue, function or table. */
export function dashboardBody(watches: readonly Watch[], region: pulumi.Input<string>): pulumi.Output<string> {
  const charts = Map.groupBy(watches, chartTitle);
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

function chartTitle({ namespace, metric }: Watch): string {
  return `${namespace.slice('AWS/'.length)}: ${metric}`;
}

function line({ namespace, metric, dimensions, statistic }: Watch) {
  return [namespace, metric, ...Object.entries(dimensions).flat(), { stat: statistic }];
}
