/** How long something is past: as Discord shows it, and in plain text for autocomplete, terminals and logs. */

const UNITS = [
  ['d', 24 * 3600],
  ['h', 3600],
  ['m', 60],
] as const;

/** `2h ago`, in the largest unit. Both in epoch milliseconds. What is not past yet happened `just now`: clocks differ. */
export function agoText(then: number, now: number): string {
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  const unit = UNITS.find(([, size]) => seconds >= size);
  return unit === undefined ? 'just now' : `${Math.floor(seconds / unit[1])}${unit[0]} ago`;
}

/** For messages: Discord shows each reader a time that stays true, in their own language. `at`: epoch milliseconds. */
export function agoMarkdown(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}
