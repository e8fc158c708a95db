/** A chart as a picture. */
import type { Chart } from '@valine/contracts';
import { encode } from 'fast-png';
import { PALETTE } from './colours.ts';
import { CHART_HEIGHT, CHART_WIDTH, drawChart } from './draw-chart.ts';

/** The bytes of a PNG, below 4 KB: the same chart gives the same ones. */
export function chartPng({ bars }: Chart): Uint8Array<ArrayBuffer> {
  const data = drawChart(bars);
  const image = { width: CHART_WIDTH, height: CHART_HEIGHT, data, depth: 8, channels: 1, palette: PALETTE } as const;
  return new Uint8Array(encode(image, { zlib: { level: 9 } }));
}
