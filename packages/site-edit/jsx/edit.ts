/** One change of a source. */

/** Replaces what stands between two offsets; the same two for what is added. */
export type Edit = { start: number; end: number; text: string };

export function applyEdit(source: string, { start, end, text }: Edit): string {
  return source.slice(0, start) + text + source.slice(end);
}
