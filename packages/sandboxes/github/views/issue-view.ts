/** An issue, or a pull request, as GitHub's issues API shows it. */
import type { components } from '@octokit/openapi-types';
import type { Issue } from '@valine/github-model';
import { timestamp } from '../state/state.ts';
import { labelsOf } from './label-view.ts';
import { repositoryUrl } from './repository-view.ts';
import { userView } from './user-view.ts';
import { nodeId, type View } from './view.ts';

type Schemas = components['schemas'];

export function issueView(view: View, issue: Issue): Schemas['issue'] {
  const url = `${repositoryUrl(view)}/issues/${issue.number}`;
  const assignees = issue.assignees.map((login) => userView(view, login));
  return {
    url,
    repository_url: repositoryUrl(view),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: htmlUrl(view, issue),
    id: issue.id,
    node_id: nodeId(issue.pullRequest ? 'PR' : 'I', issue.id),
    number: issue.number,
    title: issue.title,
    user: userView(view, issue.author),
    labels: labelsOf(view, issue),
    state: issue.state,
    locked: false,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: view.state.comments.filter((comment) => comment.issue === issue.number).length,
    created_at: timestamp(issue.createdAt),
    updated_at: timestamp(issue.updatedAt),
    closed_at: issue.closedAt === null ? null : timestamp(issue.closedAt),
    author_association: 'MEMBER',
    active_lock_reason: null,
    body: issue.body,
    closed_by: issue.closedBy === null ? null : userView(view, issue.closedBy),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.stateReason,
    ...pullRequestPart(view, issue),
  };
}

export function htmlUrl({ state, base }: View, issue: Issue): string {
  return `${base}/${state.repository}/${issue.pullRequest ? 'pull' : 'issues'}/${issue.number}`;
}

/** What tells a pull request from an issue in the issues API. */
function pullRequestPart(view: View, issue: Issue): Pick<Schemas['issue'], 'pull_request' | 'draft'> {
  if (issue.pullRequest === undefined) return {};
  const html = htmlUrl(view, issue);
  return {
    draft: issue.pullRequest.draft,
    pull_request: {
      url: `${repositoryUrl(view)}/pulls/${issue.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: issue.pullRequest.merged ? timestamp(issue.updatedAt) : null,
    },
  };
}
