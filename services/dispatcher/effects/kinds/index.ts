/** The kinds of effects on GitHub, for a `changeRun` step to intend, and the table of them all. */

export type { EffectIntent, EffectKind } from '../definition/define-effect.ts';
export { cancelWorkflowRun } from './cancel-workflow-run.ts';
export { changeLabels } from './change-labels.ts';
export { comment } from './comment.ts';
export { createBranch } from './create-branch.ts';
export { createCommit } from './create-commit.ts';
export { createPullRequest } from './create-pull-request.ts';
export { dispatchWorkflow } from './dispatch-workflow.ts';
export { EFFECT_KINDS } from './kinds.ts';
export { mergePullRequest } from './merge-pull-request.ts';
export { requestDispatch } from './request-dispatch.ts';
export { rerunFailedJobs } from './rerun-failed-jobs.ts';
export { setSecret } from './set-secret.ts';
export { setVariable } from './set-variable.ts';
