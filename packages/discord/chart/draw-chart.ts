/** Draws a chart's bars on a canvas of palette places: scaled to the longest that is like the others, the newest at the right edge and marked. */
import type { Chart } from '@valine/contracts';
import { AXIS, COLOUR_OF } from './colours.ts';

export const CHART_WIDTH = 480;
export const CHART_HEIGHT = 120;

/** Where bars stand, in pixels from the top. */
const GROUND = 106;
const LONGEST = 100;
/** Of a bar whose length nobody knows. */
const STUB = 14;
const SHORTEST = 3;
const EDGE = 2;
const MARK = { top: 112, height: 6 };
const MAX_BARS = 20;
/** Fewer bars are as wide as those of so many. */
const USUAL_BARS = 10;

type Bar = Chart['bars'][number];
type Area = { left: number; top: number; width: number; height: number };
type Texture = (x: number, y: number, area: Area) => boolean;

/** One palette place per pixel, row by row. The same bars give the same pixels. */
export function drawChart(bars: readonly Bar[]): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(CHART_WIDTH * CHART_HEIGHT);
  const shown = bars.slice(-MAX_BARS);
  const slot = CHART_WIDTH / (shown.length > USUAL_BARS ? MAX_BARS : USUAL_BARS);
  const longest = scaleOf(shown.flatMap(({ value }) => value ?? []));
  for (const [index, bar] of shown.entries()) {
    const left = CHART_WIDTH - (shown.length - index) * slot + slot / 8;
    drawBar(pixels, bar, { left, width: slot * 0.75 }, longest);
    if (index === shown.length - 1) drawMark(pixels, bar, { left, width: slot * 0.75 });
  }
  fill(pixels, { left: 0, top: GROUND, width: CHART_WIDTH, height: EDGE }, AXIS, solid);
  return pixels;
}

/** So many times as long as the one in the middle is beyond measure: the others would be flat beside it. */
const MOST_OF_MIDDLE = 4;

/** What the longest bar stands for. What is longer is as long as that. */
function scaleOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const longest = Math.max(sorted.at(-1) ?? 0, 0);
  if (middle <= 0 || longest <= middle * MOST_OF_MIDDLE) return longest;
  return Math.max(middle * 2, ...sorted.filter((value) => value <= middle * MOST_OF_MIDDLE));
}

function drawBar(pixels: Uint8Array, bar: Bar, across: Pick<Area, 'left' | 'width'>, longest: number): void {
  const height = heightOf(bar, longest);
  fill(pixels, { ...across, top: GROUND - height, height }, COLOUR_OF[bar.outcome], textureOf(bar));
}

/** The newest is underlined in its own colour. */
function drawMark(pixels: Uint8Array, { outcome }: Bar, across: Pick<Area, 'left' | 'width'>): void {
  fill(pixels, { ...across, ...MARK }, COLOUR_OF[outcome], solid);
}

function heightOf({ value }: Bar, longest: number): number {
  if (value === null) return STUB;
  return longest > 0 ? Math.max(SHORTEST, Math.round(Math.min(1, value / longest) * LONGEST)) : SHORTEST;
}

/** What cannot be told by its colour can be told by its texture: failures are striped, what is not known is hollow. */
function textureOf({ value, outcome }: Bar): Texture {
  if (value === null || outcome === 'unknown' || outcome === 'running') return hollow;
  return outcome === 'bad' ? striped : solid;
}

const solid: Texture = () => true;
const striped: Texture = (_, y, { top }) => (y - top) % 6 < 4;
const hollow: Texture = (x, y, { left, top, width, height }) =>
  x - left < EDGE || y - top < EDGE || left + width - x <= EDGE || top + height - y <= EDGE;

function fill(pixels: Uint8Array, area: Area, place: number, texture: Texture): void {
  for (let y = area.top; y < area.top + area.height; y += 1)
    for (let x = area.left; x < area.left + area.width; x += 1)
      if (texture(x, y, area)) pixels[y * CHART_WIDTH + x] = place;
}
