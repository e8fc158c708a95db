/** How many nodes differ between two syntax trees, wherever they stand and however they are written. */
import { isNode, partNames, partOf } from './nodes.ts';

/** A node that is added, taken away, or replaced by one of another type counts as one. */
export function countDifferences(before: unknown, after: unknown): number {
  if (Array.isArray(before) && Array.isArray(after)) return differencesOfLists(before, after);
  if (isNode(before) && isNode(after)) return differencesOfNodes(before, after);
  return isSame(before, after) ? 0 : 1;
}

function differencesOfNodes(before: object & { type: string }, after: object & { type: string }): number {
  if (before.type !== after.type) return 1;
  let own = 0;
  let below = 0;
  for (const name of new Set([...partNames(before), ...partNames(after)])) {
    const [left, right] = [partOf(before, name), partOf(after, name)];
    if (isChild(left) && isChild(right)) below += countDifferences(left, right);
    else if (!isSame(left, right)) own = 1;
  }
  return own + below;
}

/** One more or one less is one difference; everything else of the list has to be the same then. */
function differencesOfLists(before: readonly unknown[], after: readonly unknown[]): number {
  if (before.length === after.length) {
    return before.reduce<number>((sum, item, index) => sum + countDifferences(item, after[index]), 0);
  }
  const [short, long] = before.length < after.length ? [before, after] : [after, before];
  const found = short.findIndex((item, index) => countDifferences(item, long[index]) > 0);
  const at = found === -1 ? short.length : found;
  const more = long.length - short.length;
  return (
    more +
    short.slice(at).reduce<number>((sum, item, index) => sum + countDifferences(item, long[at + more + index]), 0)
  );
}

function isChild(value: unknown): boolean {
  return isNode(value) || Array.isArray(value);
}

/** Of what is no node: words, numbers, and the two spellings of a template's text. */
function isSame(before: unknown, after: unknown): boolean {
  return before === after || JSON.stringify(before, withoutPlaces) === JSON.stringify(after, withoutPlaces);
}

function withoutPlaces(_key: string, value: unknown): unknown {
  return isNode(value)
    ? Object.fromEntries(partNames(value).map((name) => [name, partOf(value, name)]))
    : typeof value === 'bigint'
      ? `${value}n`
      : value;
}
