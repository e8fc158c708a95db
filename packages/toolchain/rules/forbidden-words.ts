/** What may stand in no file: what is true on one machine only, and comments that silence the compiler. */
import type { Violation } from './violation.ts';

const FORBIDDEN: readonly { pattern: RegExp; says: string }[] = [
  { pattern: /registry\.(npmjs|yarnpkg)\.\w+/, says: "names a registry's host: leave it to each machine's npm" },
  { pattern: /(^|[^\w./:}-])\/(work|root|home|Users)\/\w/, says: "names a path of somebody's machine" },
  // Biome knows the first of the three alone.
  { pattern: /@ts-(ignore|expect-error|nocheck)\b/, says: 'silences the compiler: mend what it says' },
];

export function checkWords(file: string, text: string): Violation[] {
  return text
    .split('\n')
    .flatMap((content, index) =>
      FORBIDDEN.filter(({ pattern }) => pattern.test(content)).map(({ says }) => ({ file, line: index + 1, says })),
    );
}
