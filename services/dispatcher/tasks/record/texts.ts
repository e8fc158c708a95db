/** What a task says on GitHub, and of it. */
import { codeSpan, plainText } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';
import { harmlessText } from './harmless-text.ts';

/** A merge makes it a commit's. */
export function pullRequestTitle({ issue }: Pick<TaskRecord, 'issue'>): string {
  return harmlessText(issue.title);
}

export function pullRequestText({ issue, checklist = [], planId, requestedBy }: TaskRecord): string {
  return [
    `Closes #${issue.number}`,
    '',
    ...(checklist.length === 0 ? [] : ['What the issue asks for:', '', ...checklist, '']),
    `Part of plan ${codeSpan(planId)}, approved by ${codeSpan(requestedBy.name)}.`,
    'The branch holds one empty commit so far: push the work to it, and mark this pull request as ready for review when it is done.',
  ].join('\n');
}

/** On the issue. */
export function begunText({ pullRequest, head, planId, requestedBy }: TaskRecord): string {
  const where = pullRequest === undefined ? `on ${codeSpan(head)}` : `in #${pullRequest.number}`;
  const begins = pullRequest?.isAdopted ? `Work goes on ${where}, which closes it` : `Work begins ${where}`;
  return `${begins}: plan ${codeSpan(planId)}, approved by ${codeSpan(requestedBy.name)}.`;
}

/** On the line of a task whose issue was to be assigned to who asked for the plan. */
export function unknownLoginText(name: string): string {
  return `not assigned: which login on GitHub ${name} has is not known; add it to GITHUB_LOGINS`;
}

export function notAssignableText(login: string): string {
  return `not assigned: ${login} has no access to the repository on GitHub`;
}

/** Other pull requests that close the same issue. */
export function rivalsText(numbers: readonly number[]): string {
  const named = numbers.map((number) => `#${number}`).join(', ');
  return `${named} ${numbers.length === 1 ? 'closes' : 'close'} it too: close what is not wanted`;
}

export function notMergedText(reason: string): string {
  return `GitHub did not merge it: ${plainText(`${reason}${adviceOn(reason)}`)}`;
}

export function notUpdatedText(reason: string): string {
  return `GitHub did not bring its branch up to date: ${plainText(reason)}; update it by hand, and ship again`;
}

/** What to do about GitHub's own words, where they alone do not say. */
const ADVICE: readonly (readonly [said: RegExp, advice: string])[] = [
  [/merge queue/i, 'put it into the queue on its page: Merge when ready'],
  [/are not allowed on this repository/i, 'set MERGE_METHOD to one that the repository allows'],
  [/review/i, 'ask for one, and ship again once it is given'],
  [/status check/i, 'ship again once its checks are green'],
  [/not mergeable|conflict/i, 'bring its branch in line with its base, and ship again'],
];

function adviceOn(reason: string): string {
  const advice = ADVICE.find(([said]) => said.test(reason))?.[1];
  return advice === undefined ? '' : `${/[.!?]$/.test(reason) ? ' So' : '; so'} ${advice}`;
}

export function movingText(): string {
  return 'author’s turn: commits were pushed to it each time it was to be merged; ship again once they are all there';
}
