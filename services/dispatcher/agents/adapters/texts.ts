/** What a coding agent reads of us on GitHub. */
import { codeSpan } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';
import { harmlessText } from '../../tasks/record/harmless-text.ts';

type OfTask = Pick<TaskRecord, 'issue' | 'pullRequest' | 'head'>;

export function givenText({ issue, pullRequest, head }: OfTask): string {
  const pull = pullRequest === undefined ? '' : `, the branch of pull request #${pullRequest.number}`;
  return [
    `Please do what issue #${issue.number} asks for.`,
    `Push to ${codeSpan(head, 200)}${pull}, and to no other branch.`,
    'Mark the pull request as ready for review when the work is done.',
    'If you need an answer from a person, ask for it in a comment there.',
  ].join(' ');
}

/** For one that opens a pull request of its own. */
export function intoBranchText({ pullRequest, head }: OfTask): string {
  const pull = pullRequest === undefined ? '' : ` (pull request #${pullRequest.number})`;
  return `Begin at the branch ${head}${pull}, and have your pull request go into that branch. Ask for a review when the work is done.`;
}

/** `by`: a name on Discord. */
export function saidText(mention: string, text: string, by: string): string {
  return `${mention} ${text}\n\n_For ${codeSpan(by)}, from Discord._`;
}

/** What a person wrote notifies nobody else, and closes no issue. */
export function harmlessLines(text: string): string {
  return text.split('\n').map(harmlessText).join('\n');
}
