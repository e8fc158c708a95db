/** What is said to somebody who asks by a comment. */
import { CommentVerb, codeSpan } from '@valine/contracts';

export function unknownCommandText(): string {
  const verbs = CommentVerb.options.map((verb) => codeSpan(`/valine ${verb}`));
  return `There is no such command. There are four, each alone on the first line of a comment: ${verbs.join(', ')}.`;
}

export function permissionUnknownText(): string {
  return 'Nothing was done: GitHub did not tell whether you may write to this repository. Try again in a few minutes, with a new comment.';
}
