/** Whether the commands that Discord knows are ours: it adds fields of its own, and leaves out what is usual. */
import type { Fields } from './read.ts';

export function isRegistered(ours: readonly object[], theirs: readonly Fields[]): boolean {
  if (ours.length !== theirs.length) return false;
  return ours.every((command) => theirs.some((other) => isWithin(command, other)));
}

/** What is usual counts as not there: no, nothing, an empty list. */
function isWithin(ours: unknown, theirs: unknown): boolean {
  if (isUsual(ours)) return isUsual(theirs);
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs) || theirs.length !== ours.length) return false;
    return ours.every((each, index) => isWithin(each, theirs[index]));
  }
  if (typeof ours !== 'object' || ours === null) return ours === theirs;
  if (typeof theirs !== 'object' || theirs === null) return false;
  const fields = new Map<string, unknown>(Object.entries(theirs));
  return Object.entries(ours).every(([name, value]) => isWithin(value, fields.get(name)));
}

function isUsual(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}
