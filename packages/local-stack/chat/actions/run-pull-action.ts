/** Runs the actions about pull requests. */
import type { GitHubSandbox, Protection } from '@valine/sandboxes';
import type { PullAction } from './parse-pull-action.ts';

/** @returns the text to print. @throws where there is no such pull request, or GitHub refuses */
export function onPullRequests(github: GitHubSandbox, action: PullAction): string {
  switch (action.do) {
    case 'ready':
      return `Pull request #${github.markReady(action.number)} is ready for review.`;
    case 'draft':
      return `Pull request #${github.markDraft(action.number)} is a draft.`;
    case 'review':
      return reviewedMessage(github.reviewPull(action.number, action.judgement, action.as), action.judgement);
    case 'checks':
      return checkedMessage(github.reportChecks(action.number, action.outcome, action.check), action.outcome);
    case 'conflict':
      return conflictMessage(github.makeConflict(action.number));
    case 'push':
      return `Its branch is at ${github.pushToPull(action.number, action.title).slice(0, 7)}.`;
    case 'merge':
      return `Pull request #${github.mergePull(action.number, action.method)} is merged.`;
    case 'dequeue':
      return `Pull request #${github.dequeuePull(action.number, action.why)} is out of the merge queue.`;
    case 'protect':
      github.protectMain(action.protection);
      return protectionMessage(action.protection);
  }
}

function reviewedMessage(number: number, judgement: Extract<PullAction, { do: 'review' }>['judgement']): string {
  const how = { approve: 'is approved', changes: 'needs changes, says its review', comment: 'has a remark' };
  return `Pull request #${number} ${how[judgement]}.`;
}

function checkedMessage(names: readonly string[], outcome: Extract<PullAction, { do: 'checks' }>['outcome']): string {
  const how = { pass: 'passed', fail: 'failed', start: 'under way' };
  return `${names.join(', ')}: ${how[outcome]}.`;
}

function conflictMessage(number: number): string {
  return `Pull request #${number} conflicts with its base, until !push ${number}.`;
}

function protectionMessage(protection: Protection | undefined): string {
  if (protection === undefined) return 'main asks for nothing any more.';
  const { requiredApprovals: approvals, requiredChecks, upToDate, mergeQueue } = protection;
  const parts = [
    ...(approvals > 0 ? [`${approvals} approval${approvals === 1 ? '' : 's'}`] : []),
    ...requiredChecks.map((name) => `the check ${name}`),
    ...(upToDate ? ['a branch that is up to date'] : []),
    ...(mergeQueue ? ['the merge queue'] : []),
  ];
  const queue = mergeQueue ? ' What /ship puts into the queue, !merge has merged, and !dequeue taken out.' : '';
  return `A merge into main needs ${parts.join(', ') || 'nothing'}.${queue}`;
}
