/** What the annotations of a failed job say about the failure, a line each. */
import type { Annotation } from '@valine/github';
import { cutText } from '../cut-text.ts';

const MOST = 5;
const MOST_CHARACTERS = 200;
/** What the runner notes at every step that failed: the step is known already. */
const SAYS_NOTHING = /^Process completed with exit code \d+\.?$/;

/** Failures first, then warnings; nothing where none tells of a failure: then the log knows more. */
export function decideAnnotations(annotations: readonly Annotation[], mask: (text: string) => string): string[] {
  const telling = annotations.filter(({ message }) => !SAYS_NOTHING.test(message.trim()));
  const failures = telling.filter(({ level }) => level === 'failure');
  if (failures.length === 0) return [];
  const warnings = telling.filter(({ level }) => level === 'warning');
  return [...failures, ...warnings].slice(0, MOST).map((one) => cutText(mask(annotationText(one)), MOST_CHARACTERS));
}

/** `.github` is where the runner notes what belongs to no file. */
function annotationText({ path, line, message }: Annotation): string {
  if (path === '' || path === '.github') return message;
  return `${path}${line === undefined ? '' : `:${line}`}: ${message}`;
}
