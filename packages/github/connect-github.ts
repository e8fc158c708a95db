/** Reading, looking and writing over one connection: one set of credentials, one set of limits. */
import { createGitHubActions } from './actions/create-github-actions.ts';
import type { GitHubActions } from './actions/github-actions.ts';
import { createGitHub, type GitHub, type GitHubOptions } from './create-github.ts';
import { createGitHubLookups } from './lookups/create-github-lookups.ts';
import type { GitHubLookups } from './lookups/github-lookups.ts';
import { createOctokit, DEFAULT_API_VERSION, DEFAULT_TIMEOUT_MS, defaultFetch } from './requests/create-octokit.ts';
import { webOriginOf } from './web-origin.ts';
import { createGitHubWriter } from './writing/create-github-writer.ts';
import type { GitHubWriter } from './writing/github-writer.ts';

export type GitHubConnection = { github: GitHub; lookups: GitHubLookups; writer: GitHubWriter; actions: GitHubActions };

export function connectGitHub(options: GitHubOptions): GitHubConnection {
  const { timeoutMs = DEFAULT_TIMEOUT_MS, apiVersion = DEFAULT_API_VERSION, fetch = defaultFetch() } = options;
  const octokit = createOctokit(options);
  const [owner = '', repo = ''] = options.repository.split('/');
  // Over http it is a sandbox, whose links are those of GitHub.
  const pages = options.baseUrl.startsWith('https:') ? webOriginOf(options.baseUrl) : 'https://github.com';
  const connection = { octokit, owner, repo, pages, timeoutMs, apiVersion, fetch };
  return {
    github: createGitHub(connection),
    lookups: createGitHubLookups(connection),
    writer: createGitHubWriter(connection),
    actions: createGitHubActions(connection),
  };
}
