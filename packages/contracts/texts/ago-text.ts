/** `2h ago`: how long something is past, in its largest unit. */

const UNITS = [
  ['d', 24 * 3600],
  ['h', 3600],
  ['m', 60],
] as const;

/** Both in epoch milliseconds. What is not past yet happened `just now`: clocks differ. */
export function agoText(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit === undefined ? 'just now' : `${Math.floor(seconds / unit[1])}${unit[0]} ago`;
}
