/** The kinds of effects on GitHub: one file each, and the table of them all. */

import type { EffectKind } from '../definition/define-effect.ts';
import { cancelWorkflowRun } from './cancel-workflow-run.ts';
import { createBranch } from './create-branch.ts';
import { createCommit } from './create-commit.ts';
import { createTree } from './create-tree.ts';
import { deleteBranch } from './delete-branch.ts';
import { dispatchWorkflow } from './dispatch-workflow.ts';
import { assign } from './issues/assign.ts';
import { changeLabels } from './issues/change-labels.ts';
import { comment } from './issues/comment.ts';
import { react } from './issues/react.ts';
import { unassign } from './issues/unassign.ts';
import { createPullRequest, withoutDraft } from './pulls/create-pull-request.ts';
import { enqueuePullRequest } from './pulls/enqueue-pull-request.ts';
import { mergePullRequest } from './pulls/merge-pull-request.ts';
import { updateBranch } from './pulls/update-branch.ts';
import { requestDispatch } from './request-dispatch.ts';
import { rerunFailedJobs } from './rerun-failed-jobs.ts';
import { setSecret } from './set-secret.ts';
import { setVariable } from './set-variable.ts';

export type { EffectIntent, EffectKind } from '../definition/define-effect.ts';
export {
  assign,
  cancelWorkflowRun,
  changeLabels,
  comment,
  createBranch,
  createCommit,
  createPullRequest,
  createTree,
  deleteBranch,
  dispatchWorkflow,
  enqueuePullRequest,
  mergePullRequest,
  react,
  requestDispatch,
  rerunFailedJobs,
  setSecret,
  setVariable,
  unassign,
  updateBranch,
  withoutDraft,
};

export const EFFECT_KINDS: readonly EffectKind[] = [
  dispatchWorkflow,
  requestDispatch,
  cancelWorkflowRun,
  rerunFailedJobs,
  createBranch,
  createTree,
  createCommit,
  createPullRequest,
  comment,
  react,
  changeLabels,
  assign,
  unassign,
  updateBranch,
  enqueuePullRequest,
  mergePullRequest,
  deleteBranch,
  setVariable,
  setSecret,
];

/** Those that have a pull request merged. */
export const MERGING_KINDS: readonly string[] = [mergePullRequest.kind, enqueuePullRequest.kind];

/** @throws Error for a kind that another version of ourselves may know; the message returns then */
export function getEffectKind(kind: string): EffectKind {
  const found = EFFECT_KINDS.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no effect is of kind ${kind}: was a newer version rolled back?`);
  return found;
}
