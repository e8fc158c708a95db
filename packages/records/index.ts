/** Plans, tasks, trackings, messages, and the store that keeps them. */

export * from './change-record.ts';
export * from './effect-owner.ts';
export * from './effect-record.ts';
export * from './ids.ts';
export * from './plan.ts';
export * from './posted-message.ts';
export * from './read-record.ts';
export * from './request.ts';
export * from './resolve.ts';
export * from './retention.ts';
export * from './retention.ts';
export * from './store.ts';
export * from './task.ts';
export * from './tracking.ts';
