/** `workflow_run` and `workflow_job`: passes on how a tracked run gets on, and inspects it once it has completed. */
import type { WorkflowJobChanged, WorkflowRunChanged } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import {
  currentStage,
  INDEX_LAG_SECONDS,
  isTooSoonForProgress,
  MOST_OPEN,
  type Tracking,
  trackingSummary,
} from '@valine/records';
import type { CheckContext, Ports } from '../shared/ports.ts';
import { inspectCompleted, runningAt, sendObserved } from './observe-run.ts';
import { type RunOfEvent, trackingsOf } from './run-of-tracking.ts';

/** @throws RetryLater once, for a run of our workflows without a tracking: the tracking may just have been created */
export async function handleRunEvent(ports: Ports, event: WorkflowRunChanged, context: CheckContext): Promise<void> {
  const { workflowRun } = event;
  const trackings = await openTrackingsOf(ports, workflowRun);
  if (trackings.length === 0 && context.waits === 0 && mayBeTracked(ports, workflowRun.workflowFile)) {
    throw new RetryLater(INDEX_LAG_SECONDS, `nothing tracks workflow run ${workflowRun.id} yet`);
  }
  const { id, attempt, url, status, conclusion, head } = workflowRun;
  const run = { id, attempt, url, status, conclusion, ...(head && { head }) };
  for (const tracking of trackings) {
    if (status === 'completed') await inspectCompleted(ports, tracking, run, event.receivedAt, context);
    else await sendObserved(ports, tracking, { run });
  }
}

/** The job that is running, and its step, or that waits for a person. The end of a job is no news: the event of its run says it too. */
export async function handleJobEvent(ports: Ports, { job }: WorkflowJobChanged): Promise<void> {
  const { status } = job;
  if (status !== 'in_progress' && status !== 'waiting') return;
  for (const tracking of await openTrackingsOf(ports, { id: job.runId, attempt: job.attempt })) {
    const known = currentStage(tracking).run;
    if (known === undefined || isTooSoonForProgress(tracking, ports.clock.now())) continue;
    const attempt = job.attempt ?? known.attempt;
    const run = { id: job.runId, attempt, url: known.url, status, conclusion: null };
    await sendObserved(ports, tracking, { run: { ...run, ...runningAt(job.name, job.step ?? undefined) } });
  }
}

/** The index may be a moment old: what it names is read, and judged anew. */
async function openTrackingsOf({ store }: Ports, run: RunOfEvent): Promise<Tracking[]> {
  const listed = trackingsOf(await store.listTrackings('open', MOST_OPEN), run);
  const found = await Promise.all(listed.map(({ id }) => store.find('tracking', id)));
  const records = found.filter((tracking) => tracking !== undefined);
  return records.filter((tracking) => trackingsOf([trackingSummary(tracking)], run).length > 0);
}

function mayBeTracked({ workflows }: Ports, file: string | undefined): boolean {
  return file === undefined || workflows.some((each) => each.toLowerCase() === file.toLowerCase());
}
