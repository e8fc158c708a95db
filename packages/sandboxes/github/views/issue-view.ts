/** Issues, labels and comments as GitHub's REST API shows them. */
import { blockedOn, blockersOf, type Comment, type Issue, type Label, type Reaction } from '@valine/github-model';
import { timestamp } from '../state/state.ts';
import { pageUrl, repositoryUrl, type Shown, userView, type View } from './view.ts';

/** An issue, or a pull request among them. */
export function issueView(view: View, issue: Issue): Shown<'issue'> {
  return {
    url: `${repositoryUrl(view)}/issues/${issue.number}`,
    repository_url: repositoryUrl(view),
    html_url: issueUrl(view, issue),
    id: issue.id,
    number: issue.number,
    title: issue.title,
    user: userView(view, issue.author),
    labels: labelsOf(view, issue),
    state: issue.state,
    state_reason: issue.stateReason,
    assignees: issue.assignees.map((login) => userView(view, login)),
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : timestamp(issue.closedAt),
    body: issue.body,
    locked: issue.locked ?? false,
    issue_dependencies_summary: dependenciesView(view, issue),
    // What tells a pull request from an issue.
    ...(issue.pullRequest && { pull_request: { html_url: issueUrl(view, issue) } }),
  };
}

/** Closed ones are in the totals alone. */
function dependenciesView({ state }: View, issue: Issue): Shown<'issue-dependencies-summary'> {
  const [blockers, blocked] = [blockersOf(state, issue), blockedOn(state, issue)];
  const open = (issues: readonly Issue[]) => issues.filter((each) => each.state === 'open').length;
  const totals = { total_blocked_by: blockers.length, total_blocking: blocked.length };
  return { blocked_by: open(blockers), blocking: open(blocked), ...totals };
}

export function issueUrl(view: View, { number, pullRequest }: Issue): string {
  return `${pageUrl(view)}/${pullRequest ? 'pull' : 'issues'}/${number}`;
}

export function labelsOf({ state }: View, issue: Issue): Shown<'label'>[] {
  return issue.labels.flatMap((name) => state.labels.filter((label) => label.name === name).map(labelView));
}

export function labelView({ id, name, description, color }: Label): Shown<'label'> {
  return { id, name, description, color };
}

export function commentView(view: View, issue: Issue, comment: Comment): Shown<'issue-comment'> {
  return {
    html_url: `${issueUrl(view, issue)}#issuecomment-${comment.id}`,
    id: comment.id,
    user: userView(view, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: 'MEMBER',
    body: comment.body,
  };
}

export function reactionView(view: View, { id, author, content, at }: Reaction): Shown<'reaction'> {
  return { id, user: userView(view, author), ...({ content } as Shown<'reaction'>), created_at: timestamp(at) };
}
