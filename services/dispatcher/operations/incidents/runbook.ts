/** Which section of docs/operations.md helps with an error. */
import type { ErrorLine } from './error-line.ts';

/** By what stands in the line: the first that fits. */
const SECTIONS: readonly (readonly [RegExp, string])[] = [
  [/GitHub refused|GitHub allows no more|gave up on GitHub|GitHubError/, 'GitHub refuses'],
  [/Discord/, 'Discord refuses'],
  [/not enqueued|QueueUnavailable/, 'A queue does not take messages'],
  [/StoreUnavailable|TooMuchContention|a record that cannot be read|UnreadableRecord/, 'Records'],
  [/not admitted|ADMISSION_KEY/, 'Not admitted'],
  [/language model|more than its worst case/, 'The language model'],
  [/audit/, 'The audit'],
];

export function sectionOf({ message, causes }: Pick<ErrorLine, 'message' | 'causes'>): string {
  const text = [message, ...causes.flatMap((cause) => [cause.name, cause.message])].join('\n');
  return SECTIONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'An error in our own code';
}
