/** GitHub: thin typed calls, their errors, and the check of webhook signatures. */
export { createGitHub, type GitHub, type GitHubOptions } from './create-github.ts';
export { chooseAuth, type GitHubAuth, type GitHubCredentials } from './github-auth.ts';
export { GitHubError, type GitHubErrorDetails, type GitHubFailure } from './github-error.ts';
export type { Issue } from './issue.ts';
export * from './verify-webhook.ts';
