/** Plans, tasks, trackings, messages, and the store that keeps them. */

export * from './change-record.ts';
export * from './effect-owner.ts';
export * from './find-link.ts';
export * from './ids.ts';
export * from './kinds/agent-work.ts';
export * from './kinds/audit/audit-records.ts';
export * from './kinds/comment.ts';
export * from './kinds/deploy-setting.ts';
export * from './kinds/description.ts';
export * from './kinds/effect-record.ts';
export * from './kinds/identity.ts';
export * from './kinds/link-attempt.ts';
export * from './kinds/plan.ts';
export * from './kinds/posted-message.ts';
export * from './kinds/request.ts';
export * from './kinds/site-change.ts';
export * from './kinds/spending.ts';
export * from './kinds/task.ts';
export * from './kinds/task-record.ts';
export * from './kinds/tracking.ts';
export * from './read-record.ts';
export * from './resolve.ts';
export * from './retention.ts';
export * from './retention.ts';
export * from './spent-so-far.ts';
export * from './store.ts';
