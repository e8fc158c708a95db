/** `workflow_run` and `workflow_job`: passes on how a followed run gets on, and looks into it once it has completed. */
import type { WorkflowJobChanged, WorkflowRunChanged, WorkflowRunState } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { currentStage, type Tracking } from '@valine/records';
import type { CheckContext, Ports } from '../ports.ts';
import { findInterested, type RunSpokenOf } from './find-interested.ts';
import { inspectCompleted } from './inspect-completed.ts';
import { sendObserved } from './send-observed.ts';
import { whereItIs } from './where-it-is.ts';

/** More open follows than this at a time no team has. */
const MAX_OPEN = 50;
/** The list of open follows lags behind their creation, by less than this. */
const INDEX_LAG_SECONDS = 5;

/** @throws RetryLater once, for a run of our workflows that nobody trackings: the tracking may just have been created */
export async function handleRunEvent(ports: Ports, event: WorkflowRunChanged, context: CheckContext): Promise<void> {
  const { repository, workflowRun } = event;
  const following = await interestedIn(ports, repository, workflowRun);
  if (following.length === 0 && context.waits === 0 && mayBeTracked(ports, workflowRun.workflowFile)) {
    throw new RetryLater(INDEX_LAG_SECONDS, `nobody follows workflow run ${workflowRun.id} yet`);
  }
  const { id, attempt, url, status, conclusion } = workflowRun;
  for (const tracking of following) await takeRun(ports, tracking, { id, attempt, url, status, conclusion }, context);
}

/** The job that is running, and its step; jobs that have ended tell nothing that the run's own event would not. */
export async function handleJobEvent(ports: Ports, { repository, job }: WorkflowJobChanged): Promise<void> {
  if (job.status !== 'in_progress') return;
  for (const tracking of await interestedIn(ports, repository, { id: job.runId, attempt: job.attempt })) {
    const known = currentStage(tracking).run;
    if (known === undefined) continue;
    const attempt = job.attempt ?? known.attempt;
    const run = { id: job.runId, attempt, url: known.url, status: 'in_progress', conclusion: null };
    await sendObserved(ports, tracking, { run: { ...run, ...whereItIs(job.name, job.step ?? undefined) } });
  }
}

async function interestedIn({ store }: Ports, repository: string, run: RunSpokenOf): Promise<Tracking[]> {
  return findInterested(await store.listTrackings('open', MAX_OPEN), repository, run);
}

function mayBeTracked({ workflows }: Ports, file: string | undefined): boolean {
  return file === undefined || workflows.some((each) => each.toLowerCase() === file.toLowerCase());
}

/** What the index shows may be a moment old: the record itself says whether it still wants to know. */
async function takeRun(ports: Ports, listed: Tracking, run: WorkflowRunState, context: CheckContext): Promise<void> {
  if (run.status === 'completed') await inspectCompleted(ports, listed, run, context);
  else await sendObserved(ports, listed, { run });
}
