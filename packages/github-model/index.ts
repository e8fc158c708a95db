/** What a repository on GitHub is, and what GitHub allows: plain data, and rules that change it. Time and ids come from outside. */
export * from './accounts.ts';
export * from './agents/behaviours.ts';
export * from './checks.ts';
export * from './code.ts';
export * from './dependencies.ts';
export * from './issues.ts';
export * from './labels.ts';
export * from './limits.ts';
export * from './model.ts';
export * from './pulls/closing.ts';
export * from './pulls/merge-queue.ts';
export * from './pulls/merging.ts';
export * from './pulls/pull-requests.ts';
export * from './pulls/reviews.ts';
export * from './refusal.ts';
export * from './runs.ts';
export * from './settings.ts';
