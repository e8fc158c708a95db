/** GitHub: thin typed calls, their errors, sealed secrets, and the check of webhook signatures. */
export type * from './actions/github-actions.ts';
export { hasDoneNothing } from './actions/known-steps.ts';
export { attemptStartOf, secondsOfJobs } from './actions/own-jobs.ts';
export { chooseAuth, type GitHubAuth, type GitHubCredentials } from './auth/github-auth.ts';
export { TOKEN_PERMISSIONS } from './auth/token-permissions.ts';
export { connectGitHub, type GitHubConnection } from './connect-github.ts';
export type { Blocker, Blockers, Issue, MayBeBlocked } from './create-github.ts';
export { type GitHub, type GitHubOptions, MAX_LISTED_ISSUES, namedBlockers, unlessRefused } from './create-github.ts';
export type * from './lookups/github-lookups.ts';
export { createRepositoryNames, type RepositoryNames } from './lookups/repository-names.ts';
export { GitHubError, type GitHubErrorDetails, type GitHubFailure } from './requests/github-error.ts';
export { type GitHubRefusal, refusalAdvice, refusalCode } from './requests/refusal-advice.ts';
export * from './set-up/change-github-set-up.ts';
export { createGitHubSetUp } from './set-up/create-github-set-up.ts';
export type * from './set-up/hook-deliveries.ts';
export * from './verify-webhook.ts';
export * from './web-origin.ts';
export type * from './writing/github-writer.ts';
