/** An annotation that a step left on its job, from GitHub's JSON. */
import { fieldsOf, textOf, wholeNumber } from '../json-fields.ts';
import type { Annotation } from './github-actions.ts';

/** Undefined for what says nothing. */
export function fromAnnotationJson(json: unknown): Annotation | undefined {
  const fields = fieldsOf(json);
  const message = textOf(fields.message);
  if (message === undefined) return undefined;
  const line = wholeNumber(fields.start_line);
  const title = textOf(fields.title);
  return {
    level: levelOf(fields.annotation_level),
    path: textOf(fields.path) ?? '',
    ...(line === undefined ? {} : { line }),
    ...(title === undefined ? {} : { title }),
    message,
  };
}

function levelOf(level: unknown): Annotation['level'] {
  return level === 'failure' || level === 'warning' ? level : 'notice';
}
