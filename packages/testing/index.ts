/** Fakes and builders for tests. */

export * from './allowed-store.ts';
export * from './builders/build-issue.ts';
export * from './builders/build-link.ts';
export * from './builders/build-plan.ts';
export * from './builders/build-spending.ts';
export * from './builders/build-sqs-event.ts';
export * from './builders/build-task-record.ts';
export * from './builders/build-tracking.ts';
export * from './builders/build-workflow-job.ts';
export * from './counting-store.ts';
export * from './fake-language-model.ts';
export * from './github/fake-device-flow.ts';
export * from './github/fake-github.ts';
export * from './github/fake-hooks.ts';
export * from './github/fake-repository.ts';
export * from './github/fake-set-up.ts';
export { type FakeRun, type FakeWorkflowRun, infoOf, jobsOf } from './github/fake-workflow-runs.ts';
export * from './github/secret-keys.ts';
export * from './http-server.ts';
export * from './manual-clock.ts';
export * from './memory-queue.ts';
export * from './memory-queues.ts';
export * from './recording-logger.ts';
export * from './recording-queues.ts';
export * from './shown-facts.ts';
export * from './test-auditing.ts';
export * from './without-padding.ts';
