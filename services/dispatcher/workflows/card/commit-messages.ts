/** What a deploy is of: branch and commit, and what changed since the last good one. */
import { type Changes, codeSpan, cutText, plainText, type WorkflowRunState } from '@valine/contracts';
import { linkText } from './text-messages.ts';

const SHOWN_OF_SHA = 7;
const MOST_OF_A_TITLE = 72;
const MOST_OF_A_NAME = 40;

/** Undefined where nothing of it is known. */
export function commitText({ url, head = {} }: Pick<WorkflowRunState, 'url' | 'head'>): string | undefined {
  const { branch, sha, title, author } = head;
  const place = [
    ...(branch === undefined ? [] : [codeSpan(branch, 60)]),
    ...(sha === undefined ? [] : [linkText(shaText(sha), pageUrl(url, `commit/${sha}`))]),
  ].join(' @ ');
  const parts = [
    ...(place === '' ? [] : [place]),
    ...(title === undefined ? [] : [plainText(cutText(title, MOST_OF_A_TITLE))]),
    ...(author === undefined ? [] : [`by ${plainText(cutText(author, MOST_OF_A_NAME))}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(' ');
}

/** Says no more than GitHub does: a history that was rewritten is no progress. */
export function changesText({ url, head }: Pick<WorkflowRunState, 'url' | 'head'>, changes: Changes): string {
  const { since, status, ahead, behind } = changes;
  const link = (text: string) =>
    linkText(text, changes.url ?? (head?.sha === undefined ? '' : pageUrl(url, `compare/${since}...${head.sha}`)));
  switch (status) {
    case 'identical':
      return 'the same commit as the last good one';
    case 'behind':
      return `${link(commitsText(behind))} back from the last good one`;
    case 'diverged':
      return `${link(commitsText(ahead))} that the last good one had not, and without ${behind === undefined ? 'some' : behind} of its own (another branch, or a force-push)`;
    case 'not_found':
      return `GitHub finds no way from the last good one, ${shaText(since)}, to it (a force-push may have removed that)`;
    case 'ahead':
    case 'unknown':
      return `${link(commitsText(ahead))} since the last good one`;
  }
}

function commitsText(count: number | undefined): string {
  if (count === undefined) return 'changes';
  return count === 1 ? '1 commit' : `${count} commits`;
}

function shaText(sha: string): string {
  return codeSpan(sha.slice(0, SHOWN_OF_SHA));
}

/** A page of the repository that the run is of; empty where the run's address tells none. */
function pageUrl(runUrl: string, path: string): string {
  const repository = /^(.*)\/actions\/runs\//.exec(runUrl)?.[1];
  return repository === undefined ? '' : `${repository}/${path}`;
}
