/** Whether a JSON object gives a key twice: JSON.parse keeps the last, and people may read the first. */

const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"\s*(:?)/g;

/** `value`: what JSON.parse made of `text`. */
export function hasRepeatedKeys(text: string, value: unknown): boolean {
  let written = 0;
  for (const [, colon] of text.matchAll(STRINGS)) if (colon === ':') written += 1;
  return written > countKeys(value);
}

/** Without recursion: foreign JSON may be nested deeper than the stack. */
function countKeys(value: unknown): number {
  const left = [value];
  let count = 0;
  while (left.length > 0) {
    const one = left.pop();
    if (typeof one !== 'object' || one === null) continue;
    const values: unknown[] = Object.values(one);
    if (!Array.isArray(one)) count += values.length;
    for (const each of values) left.push(each);
  }
  return count;
}
