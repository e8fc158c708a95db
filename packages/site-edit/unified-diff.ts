/** The difference of two versions of a file as `git diff` shows it. */
import { structuredPatch } from 'diff';

const CONTEXT = 3;

/** '' for two that are equal. Line endings are shown as they are; what has none at its end is told so. */
export function unifiedDiff(path: string, before: string, after: string): string {
  const { hunks } = structuredPatch(path, path, before, after, undefined, undefined, { context: CONTEXT });
  if (hunks.length === 0) return '';
  const shown = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${rangeText(oldStart, oldLines)} +${rangeText(newStart, newLines)} @@`,
    ...lines,
  ]);
  return `${[`--- a/${path}`, `+++ b/${path}`, ...shown].join('\n')}\n`;
}

/** Of no lines, the one before them is told. */
function rangeText(start: number, lines: number): string {
  if (lines === 0) return `${start - 1},0`;
  return lines === 1 ? `${start}` : `${start},${lines}`;
}
