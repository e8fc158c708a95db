/** Fakes and builders for tests. */

export * from './build-issue.ts';
export * from './build-plan.ts';
export * from './build-sqs-event.ts';
export * from './build-tracking.ts';
export * from './build-workflow-job.ts';
export * from './counting-store.ts';
export * from './fake-github.ts';
export * from './fake-repository.ts';
export { type FakeRun, type FakeWorkflowRun, infoOf, jobsOf } from './fake-workflow-runs.ts';
export * from './http-server.ts';
export * from './manual-clock.ts';
export * from './memory-queues.ts';
export * from './recording-logger.ts';
export * from './recording-queues.ts';
export * from './without-padding.ts';
