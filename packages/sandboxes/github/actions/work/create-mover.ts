/** Takes a run one move further: what its step does, the move itself, and what the webhook is told of it. */
import type { JsonFile } from '../../../shared/json-file.ts';
import { type Attempt, jobOf, lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import type { GitHubState } from '../../state/state.ts';
import { getWorkflow, stepDefinition } from '../../state/workflows.ts';
import type { View } from '../../views/view.ts';
import type { WebhookSender } from '../../webhooks/webhook-sender.ts';
import { announceRun } from './announce-run.ts';
import { GUARD, hasTwin, isToFail } from './decide-step.ts';
import { addSummary, diagnoseSummary } from './diagnose-summary.ts';
import { failureOf, jobLog } from './job-log.ts';
import { moveOn, runningStep } from './move-on.ts';
import { runCheck, type SiteUrls, WRONG } from './run-check.ts';

export type MoverParts = {
  file: JsonFile<GitHubState>;
  view: View;
  webhooks: WebhookSender;
  /** What the repository's FRONTEND_BASE_URL and VITE_API_BASE hold. */
  site: SiteUrls;
};

/** A change and what is told of it are saved as one. */
export function createMover({ file, view, webhooks, site }: MoverParts): (run: WorkflowRun) => Promise<void> {
  return async (run) => {
    const attempt = lastAttempt(run);
    const before = attempt.status;
    if (!attempt.cancelAsked) await doStep(file.value, run, site);
    moveOn(getWorkflow(run.workflow), run, Date.now());
    if (attempt.status === 'completed') leaveBehind(file.value, run, attempt);
    if (attempt.status === before) file.save();
    else announceRun(view, webhooks, run);
  };
}

/** What the running step does before it ends. */
async function doStep(state: GitHubState, run: WorkflowRun, site: SiteUrls): Promise<void> {
  const attempt = lastAttempt(run);
  const definition = getWorkflow(run.workflow);
  const step = stepDefinition(definition, runningStep(attempt)?.name);
  const urls = urlsOf(run, site);
  if (step.name === GUARD && hasTwin(state.runs, run)) attempt.duplicate = true;
  if (step.check !== undefined) {
    const found = isToFail(definition, attempt, step) ? WRONG[step.check] : await runCheck(step.check, urls);
    attempt.checks = { ...attempt.checks, [step.check]: found };
  }
  if (step.upload && attempt.wish.artifact !== 'none')
    addSummary(state, run, diagnoseSummary(run, attempt, urls, Date.now()), attempt.wish.artifact);
}

/** An input that is empty means the repository's own. */
function urlsOf({ inputs }: WorkflowRun, site: SiteUrls): SiteUrls {
  return { frontendUrl: inputs.frontend_url || site.frontendUrl, apiBase: inputs.api_base || site.apiBase };
}

function whyCancelled({ group }: WorkflowRun, { pushedOut, cancelledBy }: Attempt): string | undefined {
  if (pushedOut) return `Canceling since a higher priority waiting request for '${group}' exists`;
  return cancelledBy === undefined ? undefined : `The run was canceled by @${cancelledBy}.`;
}

/** Its log, and the annotations of the step that failed; the runner's own comes beside what the step said. */
export function leaveBehind(state: GitHubState, run: WorkflowRun, attempt: Attempt): void {
  const { id, steps } = jobOf(attempt);
  state.logs[id] = jobLog(run, attempt);
  const why = whyCancelled(run, attempt);
  if (why !== undefined) state.annotations[id] = [{ level: 'failure', path: '.github', message: why }];
  const failed = steps.find(({ conclusion }) => conclusion === 'failure');
  if (failed === undefined || attempt.wish.annotations === 'none') return;
  const ofRunner = { file: '.github', line: 1, message: 'Process completed with exit code 1.' };
  state.annotations[id] = [failureOf(run, attempt, failed), ofRunner].map(({ file, ...said }) => ({
    level: 'failure',
    path: file,
    ...said,
  }));
}
