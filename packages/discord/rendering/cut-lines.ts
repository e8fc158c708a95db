/** Cuts a list of entries to a limit: whole entries give way from the end, an over-long one is cut inside. */
import { closeAt, cutMarkdown } from './cut-markdown.ts';

/** An entry longer than this part of the limit is worth showing in part. */
const OVERLONG_PART = 1 / 4;
/** How many limits of text are looked at, for the ends of what stands open at the cut. */
const NEAR = 16;

/** The entries on lines of their own, at most `limit` UTF-16 units, the missing ones counted. */
export function cutLines(entries: readonly string[], limit: number): string {
  const near = entries.slice(0, countWithin(entries, NEAR * limit) + 1).map((entry) => entry.slice(0, NEAR * limit));
  const text = near.join('\n');
  if (near.length === entries.length && near.every((entry, index) => entry === entries[index])) {
    const whole = cutMarkdown(text, Number.POSITIVE_INFINITY);
    if (whole.length <= limit) return whole;
  }
  const kept = countKept(entries, near, limit);
  const next = near[kept];
  if (next !== undefined && (kept === 0 || next.length > limit * OVERLONG_PART))
    return cutMarkdown(near.slice(0, kept + 1).join('\n'), limit, missingMessage(entries.slice(kept + 1)), true);
  return closeAt(text, near.slice(0, kept).join('\n').length) + missingMessage(entries.slice(kept));
}

/** How many entries can stand whole before the line that counts the others. */
function countKept(entries: readonly string[], near: readonly string[], limit: number): number {
  const text = near.join('\n');
  let kept = Math.min(countWithin(near, limit), entries.length - 1);
  while (kept > 0) {
    const start = near.slice(0, kept).join('\n');
    if (closeAt(text, start.length).length + missingMessage(entries.slice(kept)).length <= limit) return kept;
    kept -= 1;
  }
  return 0;
}

function countWithin(entries: readonly string[], limit: number): number {
  let length = 0;
  const first = entries.findIndex((entry) => {
    length += entry.length + 1;
    return length - 1 > limit;
  });
  return first < 0 ? entries.length : first;
}

/** Blank lines and the ends of fences are nothing that anybody misses. */
function missingMessage(missing: readonly string[]): string {
  const count = missing.filter((entry) => !/^\s*(?:```)?\s*$/.test(entry)).length;
  return count === 0 ? '' : `\n… and ${count} more`;
}
