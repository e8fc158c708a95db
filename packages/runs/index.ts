/** Runs, tasks and the store that keeps them. */
export * from './assert-legal.ts';
export * from './change-record.ts';
export * from './effect-holder.ts';
export * from './follow.ts';
export * from './life.ts';
export * from './message-key.ts';
export * from './operation-id.ts';
export * from './posted-message.ts';
export * from './read-record.ts';
export * from './request.ts';
export * from './resolve.ts';
export * from './run.ts';
export * from './run-effect.ts';
export * from './store.ts';
export * from './task.ts';
