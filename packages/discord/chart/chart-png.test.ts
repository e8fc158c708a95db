/** What a chart looks like, read back from the picture. */
import type { Chart } from '@valine/contracts';
import { convertIndexedToRgb, decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { chartPng } from './chart-png.ts';
import { PALETTE } from './colours.ts';

type Bar = Chart['bars'][number];

const NOTHING = [0, 0, 0, 0];
const GOOD = [0x23, 0x9a, 0x55, 255];
const BAD = [0xe9, 0x55, 0x50, 255];
const RUNNING = [0x3b, 0x82, 0xf6, 255];

const encoded = (bars: Bar[]) => chartPng({ description: 'durations', bars });
const bar = (value: number | null, outcome: Bar['outcome'] = 'good'): Bar => ({ value, outcome });

/** Colours by place, from the left and from the top. */
function drawn(bars: Bar[]) {
  const { width, height, data, palette = [] } = decode(encoded(bars));
  const at = (x: number, y: number) => palette[data[y * width + x] ?? -1];
  const columnTop = (x: number) => Array.from({ length: height }, (_, y) => y).find((y) => at(x, y)?.[3] === 255);
  return { width, height, at, columnTop };
}

describe('a chart', () => {
  it('is 480 × 120, with nothing behind its bars', () => {
    const { width, height, at } = drawn([bar(5)]);
    expect([width, height]).toEqual([480, 120]);
    expect([at(0, 0), at(479, 0), at(0, 119)]).toEqual([NOTHING, NOTHING, NOTHING]);
  });

  it('scales its bars to the longest, the newest at the right edge', () => {
    const { at, columnTop } = drawn([bar(50), bar(100)]);
    expect(at(456, 10)).toEqual(GOOD);
    expect([columnTop(456), columnTop(408), columnTop(360)]).toEqual([6, 56, 106]);
  });

  it('is not flattened by one bar that is beyond measure', () => {
    const { columnTop } = drawn([bar(3_888_000), bar(80), bar(40), bar(81)]);
    expect([columnTop(312), columnTop(360), columnTop(408), columnTop(456)]).toEqual([6, 56, 81, 55]);
  });

  it('underlines the newest in its colour', () => {
    const { at } = drawn([bar(1), bar(1, 'bad')]);
    expect([at(456, 114), at(408, 114)]).toEqual([BAD, NOTHING]);
  });

  it('tells outcomes by texture too: failures are striped, what goes on or is not known is hollow', () => {
    const { at } = drawn([bar(9, 'good'), bar(9, 'bad'), bar(9, 'running'), bar(null, 'good')]);
    expect([at(312, 10), at(312, 11)]).toEqual([GOOD, GOOD]);
    expect([at(360, 9), at(360, 10), at(360, 12)]).toEqual([BAD, NOTHING, BAD]);
    expect([at(408, 6), at(408, 50)]).toEqual([RUNNING, NOTHING]);
    expect([at(456, 92), at(456, 100)]).toEqual([GOOD, NOTHING]);
  });

  it('shows at most the 20 newest', () => {
    const { columnTop } = drawn([bar(1000), ...Array.from({ length: 20 }, () => bar(1))]);
    expect([columnTop(12), columnTop(468)]).toEqual([6, 6]);
  });

  it('of bars without length, or of none, is a chart all the same', () => {
    expect(drawn([bar(0), bar(-3)]).columnTop(456)).toBe(103);
    expect(drawn([]).columnTop(456)).toBe(106);
  });
});

describe('the picture', () => {
  const outcomes: Bar['outcome'][] = ['good', 'bad', 'warning', 'running', 'unknown'];
  const many = Array.from({ length: 20 }, (_, index) => bar((index * 37) % 101, outcomes[index % 5]));

  it('is small, and the same for the same chart', () => {
    const first = encoded(many);
    expect(first.length).toBeLessThan(4096);
    expect(encoded(many)).toEqual(first);
    expect(Buffer.from(first).equals(Buffer.from(encoded(many.with(0, bar(50)))))).toBe(false);
  });

  it('is read as colours by whoever knows no palettes', () => {
    const image = decode(encoded(many));
    expect(convertIndexedToRgb({ ...image, palette: image.palette ?? [] })).toHaveLength(480 * 120 * 4);
  });

  it.each(['#ffffff', '#393a41', '#2b2d31', '#1a1a1e'])('stands out from %s', (background) => {
    for (const colour of PALETTE.slice(1)) expect(contrast(colour, channels(background))).toBeGreaterThan(3);
  });
});

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** As WCAG 2 reckons it; 3 is what it asks of graphics. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red = 0, green = 0, blue = 0]: readonly number[]): number {
  const linear = (value: number) =>
    value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
