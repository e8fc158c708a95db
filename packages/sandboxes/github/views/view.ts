/** The repository and its people as GitHub's REST API shows them: the fields that somebody reads, under GitHub's names. */
import type { components } from '@octokit/openapi-types';
import { accountIdOf, isProgram, ownerOf } from '@valine/github-model';
import type { GitHubState } from '../state/state.ts';

/** What every view is made from. `base` is where the API answers, without a slash at its end. */
export type View = { state: GitHubState; base: string };

/** A part of what GitHub shows. */
export type Shown<Name extends keyof components['schemas']> = PartOf<components['schemas'][Name]>;
type PartOf<T> = { [Field in keyof T]?: PartOf<T[Field]> };

export function repositoryUrl({ state, base }: View): string {
  return `${base}/repos/${state.repository}`;
}

export function pageUrl({ state, base }: View): string {
  return `${base}/${state.repository}`;
}

export function repositoryView(view: View): Shown<'minimal-repository'> {
  const { state } = view;
  const owner = ownerOf(state);
  return {
    id: state.repositoryId,
    name: state.repository.slice(owner.length + 1),
    full_name: state.repository,
    private: true,
    owner: { ...userView(view, owner), type: 'Organization' },
    html_url: pageUrl(view),
    url: repositoryUrl(view),
    default_branch: 'main',
    has_issues: true,
    // Younger than the types of GitHub's API that are installed.
    ...{ has_pull_requests: !state.withoutPullRequests },
    archived: state.archived ?? false,
    ...Object.fromEntries(METHODS.map((method) => [`allow_${method}`, allows(state, method)])),
  };
}

/** Under GitHub's names. */
const METHODS = ['squash_merge', 'merge_commit', 'rebase_merge'] as const;

function allows({ mergeMethods }: GitHubState, method: (typeof METHODS)[number]): boolean {
  return mergeMethods?.some((allowed) => method.split('_').includes(allowed)) ?? true;
}

export function userView({ base, state }: View, login: string): Shown<'simple-user'> {
  return {
    login,
    id: accountIdOf(state, login),
    url: `${base}/users/${login}`,
    html_url: `${base}/${login}`,
    type: isProgram(state, login) ? 'Bot' : 'User',
  };
}
