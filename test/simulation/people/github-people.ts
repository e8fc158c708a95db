/** People at work on GitHub: issues change, and GitHub tells of it by webhooks. */
import type { Issue } from '@valine/github';
import type { Engine } from '../engine/engine.ts';
import type { Announce } from '../platforms/github/deliveries.ts';
import type { SimGitHub } from '../platforms/github/sim-github.ts';
import { issueBody } from './interaction-body.ts';
import type { IssueChange } from './step.ts';

export type GitHubPeople = { change(number: number, change: IssueChange): void };

type Parts = { engine: Engine; github: SimGitHub; announce: Announce; repository: string };

export function createGitHubPeople(parts: Parts): GitHubPeople {
  const people: GitHubPeople = {
    change(number, change) {
      const before = parts.github.issues.get(number);
      const now = parts.engine.timeline.now();
      // GitHub dates changes in whole seconds: two within one cannot be told apart by anybody.
      if (before !== undefined && before.updatedAt >= Math.floor(now / 1000) * 1000) {
        parts.engine.timeline.after(1000, () => people.change(number, change));
        return;
      }
      const after = before && changed({ ...before, updatedAt: Math.floor(now / 1000) * 1000 }, change);
      if (before === undefined || after === undefined) return;
      if (after.gone) parts.github.issues.remove(number, now);
      else parts.github.issues.put(after.issue, now);
      const body = issueBody(after.action, after.issue, parts.repository, after.label);
      parts.announce(after.action === 'created' ? 'issue_comment' : 'issues', body);
    },
  };
  return people;
}

type Changed = { issue: Issue; action: string; label?: string; gone?: boolean };

/** Undefined where GitHub would not offer it. */
function changed(issue: Issue, change: IssueChange): Changed | undefined {
  const isOpen = issue.state === 'open';
  const labelled = issue.labels.includes('ready');
  switch (change) {
    case 'closed':
    case 'closed as not planned': {
      const stateReason = change === 'closed' ? 'completed' : 'not_planned';
      return isOpen ? { action: 'closed', issue: { ...issue, state: 'closed', stateReason } } : undefined;
    }
    case 'reopened':
      return isOpen ? undefined : { action: 'reopened', issue: { ...issue, state: 'open', stateReason: 'reopened' } };
    case 'label removed':
      return labelled ? { action: 'unlabeled', label: 'ready', issue: { ...issue, labels: [] } } : undefined;
    case 'label added':
      return labelled ? undefined : { action: 'labeled', label: 'ready', issue: { ...issue, labels: ['ready'] } };
    case 'deleted':
    case 'transferred':
      return { action: change, issue, gone: true };
    case 'commented':
      return { action: 'created', issue };
  }
}
