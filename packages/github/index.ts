/** GitHub: thin typed calls, their errors, sealed secrets, and the check of webhook signatures. */
export type * from './actions/github-actions.ts';
export { connectGitHub, type GitHubConnection } from './connect-github.ts';
export { type GitHub, type GitHubOptions, MAX_LISTED_ISSUES } from './create-github.ts';
export { chooseAuth, type GitHubAuth, type GitHubCredentials } from './github-auth.ts';
export { GitHubError, type GitHubErrorDetails, type GitHubFailure } from './github-error.ts';
export type { Issue } from './issue.ts';
export type * from './lookups/github-lookups.ts';
export { sealSecret } from './seal-secret.ts';
export * from './verify-webhook.ts';
export type * from './writing/github-writer.ts';
