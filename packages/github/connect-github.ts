/** Reading, looking and writing over one connection: one set of credentials, one set of limits. */
import { createGitHubOn, type GitHub, type GitHubOptions } from './create-github.ts';
import { createOctokit, DEFAULT_TIMEOUT_MS } from './create-octokit.ts';
import { createGitHubLooks } from './looking/create-github-looks.ts';
import type { GitHubLooks } from './looking/github-looks.ts';
import { createGitHubWriter } from './writing/create-github-writer.ts';
import type { GitHubWriter } from './writing/github-writer.ts';

export type GitHubConnection = { github: GitHub; looks: GitHubLooks; writer: GitHubWriter };

export function connectGitHub({ repository, ...options }: GitHubOptions): GitHubConnection {
  const octokit = createOctokit(options);
  const [owner = '', repo = ''] = repository.split('/');
  const connection = { octokit, owner, repo, timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS };
  return {
    github: createGitHubOn(connection),
    looks: createGitHubLooks(connection),
    writer: createGitHubWriter(connection),
  };
}
