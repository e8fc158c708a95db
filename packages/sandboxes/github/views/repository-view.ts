/** The repository as GitHub's REST API shows it. */

import type { components } from '@octokit/openapi-types';
import { ownerOf } from '@valine/github-model';
import { userView } from './user-view.ts';
import { nodeId, type View } from './view.ts';

type Schemas = components['schemas'];

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

const TEMPLATES = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
} as const;

export function minimalRepositoryView(view: View): Schemas['minimal-repository'] {
  const { state, base } = view;
  const owner = ownerOf(state);
  const urls = Object.entries(TEMPLATES).map(([name, end]) => [name, `${repositoryUrl(view)}${end}`]);
  return {
    id: state.repositoryId,
    node_id: nodeId('R', state.repositoryId),
    name: state.repository.slice(owner.length + 1),
    full_name: state.repository,
    owner: { ...userView(view, owner), type: 'Organization' },
    private: true,
    html_url: `${base}/${state.repository}`,
    description: 'The web shop: React client and serverless API',
    fork: false,
    url: repositoryUrl(view),
    ...(Object.fromEntries(urls) as Record<keyof typeof TEMPLATES, string>),
  };
}
