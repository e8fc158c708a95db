/** GitHub's answers about runs, which may be some seconds old. */
import type { GitHubActions, GitHubLookups } from '@valine/github';
import type { RunHistory } from './run-history.ts';

/** `asOf`: the time whose state an answer shows. */
export function laggingActions(actions: GitHubActions, history: RunHistory, asOf: () => number): GitHubActions {
  return {
    ...actions,
    async findWorkflowRun(id) {
      const found = await actions.findWorkflowRun(id);
      return found && (history.asOf(id, asOf())?.info ?? found);
    },
    async listWorkflowRuns(workflow, query) {
      const time = asOf();
      const runs = await actions.listWorkflowRuns(workflow, query);
      return runs.filter(({ createdAt }) => createdAt <= time).map((run) => history.asOf(run.id, time)?.info ?? run);
    },
    async listJobs(id, attempt) {
      const list = await actions.listJobs(id, attempt);
      const time = asOf();
      const then = history.of(id).findLast((version) => version.info.attempt === attempt && version.at <= time);
      return then === undefined ? list : { ...list, jobs: [...then.jobs] };
    },
  };
}

/** What effects look for. */
export function laggingLookups(lookups: GitHubLookups, history: RunHistory, asOf: () => number): GitHubLookups {
  return {
    ...lookups,
    async findWorkflowRun(id) {
      const found = await lookups.findWorkflowRun(id);
      return found && (history.asOf(id, asOf())?.info ?? found);
    },
  };
}
