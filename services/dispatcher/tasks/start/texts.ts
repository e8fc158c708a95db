/** How a task begins, in words: the names of its branch and its commit, and why it could not begin. */
import { codeSpan, cutText, type Message, plainText } from '@valine/contracts';
import type { Plan, Task } from '@valine/records';
import { harmlessText } from '../record/harmless-text.ts';

/** What stands against it, whatever the issue. */
export type RepositoryRefusal = 'repository_archived' | 'pull_requests_off' | 'no_commit_yet';

/** `github_refused`: GitHub does not let it be looked at. */
export type StartRefusal = RepositoryRefusal | 'github_refused';

/** UTF-16 units; what is longer is hard to type. */
const SLUG_LENGTH = 40;

/** `valine/issue-8-checkout-charges-shipping-twice`: of signs that every shell and every address take. */
export function branchName({ number, title }: Pick<Task, 'number' | 'title'>): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const slug = words.reduce((all, word) => (all.length + word.length < SLUG_LENGTH ? `${all}-${word}` : all), '');
  return `valine/issue-${number}${slug}`;
}

/** It comes to the default branch with the others. */
export function commitText({ number, title }: Pick<Task, 'number' | 'title'>): string {
  return `Begin #${number}: ${harmlessText(cutText(title.replaceAll(/\s+/g, ' '), 60))}`;
}

const SHORTLY: Record<StartRefusal, string> = {
  repository_archived: 'the repository is archived',
  pull_requests_off: 'the repository has no pull requests',
  no_commit_yet: 'the repository has no commit',
  github_refused: 'GitHub refuses',
};

/** On the line of its task. */
export function notBegunText(refusal: StartRefusal): string {
  return `not begun: ${SHORTLY[refusal]}`;
}

/** Says what is wrong, and what to do. */
export function refusalText(refusal: RepositoryRefusal, { repository }: Pick<Plan, 'repository'>): string {
  switch (refusal) {
    case 'repository_archived':
      return `${repository} is archived, so it can only be read: unarchive it (Settings, Danger Zone), or set another GITHUB_REPOSITORY.`;
    case 'pull_requests_off':
      return `${repository} has its pull requests switched off: switch them on (Settings, Features), or set TASK_PULL_REQUESTS=false.`;
    case 'no_commit_yet':
      return `${repository} has no commit yet to begin from: push one to its default branch.`;
  }
}

/** In the plan's thread. */
export function notBegunMessage(planId: string, refusal: StartRefusal, sentence: string): Message {
  const lines = [
    `⚠️ Work cannot begin: ${plainText(sentence)}`,
    `Once that is put right, ${codeSpan(`/status run_id:${planId}`)} tries again.`,
    `-# reason_code: ${refusal}`,
  ];
  return { content: lines.join('\n') };
}
