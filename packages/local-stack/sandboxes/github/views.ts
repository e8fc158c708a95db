/** The sandbox's state in the words of GitHub's REST API. */
import type { components } from '@octokit/openapi-types';
import { type Comment, type Delivery, type GitHubState, type Issue, type Label, ownerOf } from './state.ts';

type Schemas = components['schemas'];

/** `base` is where the API answers, without a slash at its end. */
export type View = { state: GitHubState; base: string };

function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(String(id)).toString('base64url')}`;
}

/** The same login has the same id on every machine. */
function userId(login: string): number {
  return Array.from(login).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 90_000_000, 7) + 1_000_000;
}

export function userView({ base }: View, login: string): Schemas['simple-user'] {
  const url = `${base}/users/${login}`;
  return {
    login,
    id: userId(login),
    node_id: nodeId('U', userId(login)),
    avatar_url: `https://avatars.githubusercontent.com/u/${userId(login)}?v=4`,
    gravatar_id: '',
    url,
    html_url: `${base}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: 'User',
    user_view_type: 'public',
    site_admin: false,
  };
}

export function repositoryUrl({ state, base }: View): string {
  return `${base}/repos/${state.repository}`;
}

export function repositoryView(view: View) {
  const { state, base } = view;
  const owner = ownerOf(state);
  const open = state.issues.filter((issue) => issue.state === 'open' && issue.gone === undefined).length;
  return {
    id: state.repositoryId,
    node_id: nodeId('R', state.repositoryId),
    name: state.repository.slice(owner.length + 1),
    full_name: state.repository,
    private: true,
    owner: { ...userView(view, owner), type: 'Organization' },
    html_url: `${base}/${state.repository}`,
    description: 'The web shop: React client and serverless API',
    fork: false,
    url: repositoryUrl(view),
    issues_url: `${repositoryUrl(view)}/issues{/number}`,
    created_at: state.createdAt,
    updated_at: state.createdAt,
    pushed_at: state.createdAt,
    default_branch: 'main',
    visibility: 'private',
    archived: false,
    disabled: false,
    has_issues: true,
    open_issues: open,
    open_issues_count: open,
    permissions: { admin: false, maintain: false, push: true, triage: true, pull: true },
  };
}

export function labelView(view: View, label: Label): Schemas['label'] {
  return {
    id: label.id,
    node_id: nodeId('LA', label.id),
    url: `${repositoryUrl(view)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    description: label.description,
    color: label.color,
    default: false,
  };
}

export function labelsOf(view: View, issue: Issue): Schemas['label'][] {
  return issue.labels.flatMap((name) => {
    const label = view.state.labels.find((each) => each.name === name);
    return label === undefined ? [] : [labelView(view, label)];
  });
}

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
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
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

function htmlUrl({ state, base }: View, issue: Issue): string {
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
      merged_at: null,
    },
  };
}

export function commentView(view: View, comment: Comment): Schemas['issue-comment'] {
  const issue = view.state.issues.find((each) => each.number === comment.issue);
  return {
    url: `${repositoryUrl(view)}/issues/comments/${comment.id}`,
    html_url: `${issue === undefined ? '' : htmlUrl(view, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(view)}/issues/${comment.issue}`,
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: userView(view, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'MEMBER',
    body: comment.body,
    performed_via_github_app: null,
  };
}

export function deliveryItemView(state: GitHubState, delivery: Delivery): Schemas['hook-delivery-item'] {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: null,
    repository_id: state.repositoryId,
    throttled_at: null,
  };
}

export function deliveryView(state: GitHubState, delivery: Delivery, url: string): Schemas['hook-delivery'] {
  return {
    ...deliveryItemView(state, delivery),
    id: delivery.id,
    installation_id: null,
    repository_id: state.repositoryId,
    url,
    request: { headers: delivery.requestHeaders, payload: JSON.parse(delivery.payload) },
    response: { headers: {}, payload: delivery.responseBody },
  };
}
