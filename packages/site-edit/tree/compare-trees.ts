/** How many nodes differ between two syntax trees, wherever they stand and however they are written. */
import { isNode, partsOf } from './nodes.ts';

/** A node that is added, taken away, or replaced by one of another type counts as one. */
export function countDifferences(before: unknown, after: unknown): number {
  if (Array.isArray(before) && Array.isArray(after)) return differencesOfLists(before, after);
  if (isNode(before) && isNode(after)) return differencesOfNodes(before, after);
  return isSame(before, after) ? 0 : 1;
}

function differencesOfNodes(before: object & { type: string }, after: object & { type: string }): number {
  if (before.type !== after.type) return 1;
  const [left, right] = [new Map(partsOf(before)), new Map(partsOf(after))];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const isOwn = (name: string) => !isChild(left.get(name)) || !isChild(right.get(name));
  const own = names.filter((name) => isOwn(name) && !isSame(left.get(name), right.get(name)));
  const below = names.filter((name) => !isOwn(name)).map((name) => countDifferences(left.get(name), right.get(name)));
  return below.reduce((sum, count) => sum + count, own.length > 0 ? 1 : 0);
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
  return isNode(value) ? Object.fromEntries(partsOf(value)) : typeof value === 'bigint' ? `${value}n` : value;
}
