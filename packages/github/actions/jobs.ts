/** What jobs tell, for those who decide: pure, without the client. */
export { findKnownStep, hasDoneNothing, hasRun } from './known-steps.ts';
export { attemptStartOf, ownJobs, secondsOfJobs } from './own-jobs.ts';
