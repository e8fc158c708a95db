/** The colours of a chart: each stands out from Discord's lightest and its lighter dark background alike. */
import type { Chart } from '@valine/contracts';

export type ChartOutcome = Chart['bars'][number]['outcome'];

/** Red, green, blue, alpha. Nothing stands first: fast-png gives the transparent ones to the first entries. */
export const PALETTE: [number, number, number, number][] = [
  [0, 0, 0, 0],
  [0x86, 0x8e, 0x96, 255],
  [0x23, 0x9a, 0x55, 255],
  [0xe9, 0x55, 0x50, 255],
  [0xb8, 0x86, 0x0b, 255],
  [0x3b, 0x82, 0xf6, 255],
];

/** Places in the palette. */
export const AXIS = 1;
export const COLOUR_OF: Record<ChartOutcome, number> = { unknown: 1, good: 2, bad: 3, warning: 4, running: 5 };
