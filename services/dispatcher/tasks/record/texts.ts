/** What a task says on GitHub, and of it. */
import { codeSpan, type Message, plainText, type TaskPullRequest } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';
import { harmlessText } from './harmless-text.ts';

/** A merge makes it a commit's. */
export function pullRequestTitle({ issue }: Pick<TaskRecord, 'issue'>): string {
  return harmlessText(issue.title);
}

export function pullRequestText(task: TaskRecord): string {
  const { issue, checklist = [], planId } = task;
  return [
    `Closes #${issue.number}`,
    '',
    ...(checklist.length === 0 ? [] : ['What the issue asks for:', '', ...checklist, '']),
    `Part of plan ${codeSpan(planId)}, approved by ${approverText(task)}.`,
    'The branch holds one empty commit so far: push the work to it, and mark this pull request as ready for review when it is done.',
  ].join('\n');
}

/** On the issue; the pull request tells who is linked. */
export function begunText(task: TaskRecord): string {
  const { pullRequest, head, planId } = task;
  const where = pullRequest === undefined ? `on ${codeSpan(head)}` : `in #${pullRequest.number}`;
  const begins = pullRequest?.isAdopted ? `Work goes on ${where}, which closes it` : `Work begins ${where}`;
  return `${begins}: plan ${codeSpan(planId)}, approved by ${codeSpan(task.requestedBy.name)}.`;
}

/** A linked person is named by their login. A name from Discord mentions nobody. */
function approverText({ requestedBy, requesterLogin }: TaskRecord): string {
  return requesterLogin === undefined ? codeSpan(requestedBy.name) : `@${requesterLogin}`;
}

/** On the line of a task: its issue was to be assigned to the person who asked for the plan. */
export function unknownLoginText(name: string): string {
  return `not assigned: which login on GitHub ${name} has is not known; have them \`/link\`, or add it to GITHUB_LOGINS`;
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

export function notEnqueuedText(said: string): string {
  const reason = said.replace(/^Pull request (?=[A-Z])/, '');
  return `GitHub did not put it into the merge queue: ${plainText(`${reason}${adviceOn(reason)}`)}`;
}

/** `reason`: GitHub's word for why. Its webhooks and its API have different ones. */
export function dequeuedText(base: string, reason: string | undefined): string {
  const text = outOfQueueText(base, reason);
  return isAuthors(reason) ? `author’s turn: ${text}` : text;
}

export function outOfQueueText(base: string, reason: string | undefined): string {
  return `out of the merge queue of ${plainText(base)}: ${reasonText(reason)}`;
}

function reasonText(reason: string | undefined): string {
  if (reason === undefined) return 'GitHub does not tell why; look at its page, and ship again';
  return LEFT_QUEUE[reason.toLowerCase()] ?? `GitHub says ${plainText(reason)}; look at its page, and ship again`;
}

/** A line of the thread. `worker`: id on Discord of the person whose work it is; called if it is the author's turn. */
export function dequeuedMessage(
  { number, url }: TaskPullRequest,
  { base, reason }: NonNullable<TaskRecord['dequeued']>,
  worker: string | undefined,
): Message {
  const content = `⏏️ [#${number}](${url}) • ${dequeuedText(base, reason)}`;
  const isCalled = worker !== undefined && isAuthors(reason);
  return isCalled ? { content: `${content} • <@${worker}>`, pings: { users: [worker], roles: [] } } : { content };
}

function isAuthors(reason: string | undefined): boolean {
  return AUTHORS.includes(reason?.toLowerCase() ?? '');
}

/** Reasons that the person who ships can do nothing about. */
const AUTHORS = ['failed_checks', 'ci_failure', 'merge_conflict'];
const CHECKS_FAILED = 'its checks failed there; put that right, and ship again';
const RULE_FORBIDS = 'a rule of the branch stands against it; its page says which: put that right, and ship again';
const LEFT_QUEUE: Readonly<Record<string, string>> = {
  failed_checks: CHECKS_FAILED,
  ci_failure: CHECKS_FAILED,
  ci_timeout: 'its checks took too long there; ship again',
  merge_conflict: 'it conflicts with what was merged before it; bring its branch in line, and ship again',
  manual: 'somebody has taken it out; ship again once it may go in',
  queue_cleared: 'the queue was cleared; ship again',
  branch_protections: RULE_FORBIDS,
  branch_protection_failure: RULE_FORBIDS,
};

/** What to do about GitHub's own words, where they alone do not say. */
const ADVICE: readonly (readonly [said: RegExp, advice: string])[] = [
  [/are not allowed on this repository/i, 'set MERGE_METHOD to one that the repository allows'],
  [/review/i, 'ask for one, and ship again once it is given'],
  [/status check/i, 'ship again once its checks are green'],
  [/not mergeable|conflict/i, 'bring its branch in line with its base, and ship again'],
];

function adviceOn(reason: string): string {
  const advice = ADVICE.find(([said]) => said.test(reason))?.[1];
  return advice === undefined ? '' : `${/[.!?]$/.test(reason) ? ' So' : '; so'} ${advice}`;
}

/** What was seen of it was too old by then, each time. */
export function busyText(): string {
  return 'GitHub had no time for it; ship again';
}

export function movingText(): string {
  return 'author’s turn: commits were pushed to it each time it was to be merged; ship again once they are all there';
}
