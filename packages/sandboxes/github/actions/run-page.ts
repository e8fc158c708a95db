/** What the links to workflow runs and jobs lead to: the run as plain text. */
import type { Hono } from 'hono';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../state/actions-state.ts';
import { type GitHubState, timestamp } from '../state/state.ts';
import { getWorkflow } from '../state/workflows.ts';

export function runPage(app: Hono, state: GitHubState): void {
  const answer = (id: string | undefined) => state.runs.find((run) => String(run.id) === id);
  const page = `/${state.repository}/actions/runs/:run{[0-9]+}`;
  for (const path of [page, `${page}/job/:job{[0-9]+}`, `${page}/attempts/:attempt{[0-9]+}`])
    app.get(path, (c) => {
      const run = answer(c.req.param('run'));
      return run === undefined ? c.text('There is no such workflow run.\n', 404) : c.text(runText(run));
    });
}

function runText(run: WorkflowRun): string {
  const attempt = lastAttempt(run);
  return [
    run.title,
    `${getWorkflow(run.workflow).name} #${run.number}, attempt ${attempt.number}, started ${timestamp(run.createdAt)} by ${attempt.actor} (${run.event})`,
    stateText(attempt),
    '',
    ...jobOf(attempt).steps.map((step) => `${(step.conclusion ?? step.status).padEnd(12)}${step.name}`),
    '',
  ].join('\n');
}

function stateText({ status, conclusion }: Attempt): string {
  return conclusion === null ? status : `${status}: ${conclusion}`;
}
