/** Takes a run one move further: what its step does, the move itself, and what the webhook is told of it. */
import type { JsonFile } from '../../../shared/json-file.ts';
import { type GitHubState, takeId, timestamp } from '../../state.ts';
import type { View } from '../../views/view.ts';
import type { WebhookSender } from '../../webhooks/webhook-sender.ts';
import { type Artifact, lastAttempt, type WorkflowRun } from '../actions-state.ts';
import { announceRun } from '../announce-run.ts';
import { getWorkflow, stepDefinition } from '../workflows.ts';
import { artifactZip } from './artifact-zip.ts';
import { isToFail } from './decide-step.ts';
import { diagnoseSummary } from './diagnose-summary.ts';
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
    moveOn(getWorkflow(run.workflow), attempt, Date.now());
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
  if (step.check !== undefined) {
    const found = isToFail(definition, attempt, step) ? WRONG[step.check] : await runCheck(step.check, urls);
    attempt.checks = { ...attempt.checks, [step.check]: found };
  }
  if (step.upload && attempt.wish.artifact !== 'none')
    state.actions.artifacts.push(summaryArtifact(state, run, diagnoseSummary(run, attempt, urls, Date.now())));
}

/** An input that is empty means the repository's own. */
function urlsOf({ inputs }: WorkflowRun, site: SiteUrls): SiteUrls {
  return { frontendUrl: inputs.frontend_url || site.frontendUrl, apiBase: inputs.api_base || site.apiBase };
}

function summaryArtifact(state: GitHubState, run: WorkflowRun, content: string): Artifact {
  const wanted = lastAttempt(run).wish.artifact ?? 'whole';
  const kind = wanted === 'none' ? 'whole' : wanted;
  const fileName = 'diagnose-summary.json';
  const sizeBytes = artifactZip({ kind, fileName, content }).length;
  const createdAt = timestamp(Date.now());
  return { id: takeId(state), runId: run.id, name: 'diagnose-summary', createdAt, sizeBytes, kind, fileName, content };
}
