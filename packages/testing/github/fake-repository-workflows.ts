/** Starting, stopping and repeating workflows of the model, behind the ports that services use. */
import type { GitHubLookups, GitHubWriter } from '@valine/github';
import {
  assertCancellable,
  assertDispatchable,
  completeRun,
  type GitHubModel,
  getRun,
  getWorkflow,
  listenersOf,
  rerunFailedJobs,
  runsOf,
  type Workflow,
  waitingRunsAt,
} from '@valine/github-model';
import { addFakeRun, type Clock, infoOf } from './fake-workflow-runs.ts';

type Writer = Pick<GitHubWriter, 'dispatchWorkflow' | 'requestDispatch' | 'cancelWorkflowRun' | 'rerunFailedJobs'>;
type Lookups = Pick<GitHubLookups, 'dispatchedRunsSince' | 'findWorkflowRun' | 'waitingRunsOf'>;

/** By file name. */
export type Workflows = Map<string, Workflow>;

export function workflowsWriter(model: GitHubModel, workflows: Workflows, clock: Clock): Writer {
  return {
    async dispatchWorkflow(fileOrId, ref, inputs) {
      const workflow = getWorkflow(workflows.values(), fileOrId);
      assertDispatchable(workflow, inputs);
      const run = addFakeRun(model, workflow, clock.now(), { event: 'workflow_dispatch', ref, inputs });
      return { runId: run.id, url: infoOf(model, run).url };
    },
    async requestDispatch(eventType, inputs) {
      for (const workflow of listenersOf(workflows.values(), eventType, inputs))
        addFakeRun(model, workflow, clock.now(), { event: 'repository_dispatch', inputs });
    },
    async cancelWorkflowRun(id) {
      const run = getRun(model, id);
      assertCancellable(run);
      completeRun(run, 'cancelled', clock.now());
    },
    async rerunFailedJobs(id) {
      rerunFailedJobs(getRun(model, id), 'valine-bot', clock.now());
    },
  };
}

export function workflowsLookups(model: GitHubModel, workflows: Workflows): Lookups {
  return {
    async dispatchedRunsSince(workflow, since, event = 'workflow_dispatch') {
      const recent = runsOf(model, getWorkflow(workflows.values(), workflow).file, { event, since });
      return recent
        .map((run) => infoOf(model, run))
        .map(({ id, url, displayTitle, createdAt }) => ({ id, url, displayTitle, createdAt }));
    },
    waitingRunsOf: async (sha) =>
      waitingRunsAt(model, sha).map((run) => ({ name: run.name, url: infoOf(model, run).url })),
    async findWorkflowRun(id) {
      const run = model.runs.find((each) => each.id === id);
      if (run === undefined) return undefined;
      const { status, conclusion, attempt, url } = infoOf(model, run);
      return { status, conclusion, attempt, url };
    },
  };
}
