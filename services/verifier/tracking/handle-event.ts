/** `workflow_run` and `workflow_job`: looks how a tracked run gets on, and inspects it once it has completed. */
import type { WorkflowJobChanged, WorkflowRunChanged, WorkflowRunState } from '@valine/contracts';
import { GitHubError, type WorkflowRunInfo } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import {
  currentStage,
  INDEX_LAG_SECONDS,
  isTooSoonForProgress,
  MOST_OPEN,
  type Tracking,
  trackingSummary,
} from '@valine/records';
import { backOffSeconds, LONGEST_RETURN_SECONDS, millisecondsLeft } from '../shared/asking-github.ts';
import type { CheckContext, Ports } from '../shared/ports.ts';
import { inspectCompleted, sendObserved } from './observe-run.ts';
import { type RunOfEvent, trackingsOf } from './run-of-tracking.ts';
import { whereItStands } from './where-it-stands.ts';

/** The first answers after an event come late; this is about a minute of them. */
const MOST_WAITS = 6;

/**
 * An event on the queue may be forged. So it says only where to look, and GitHub's answer counts.
 * @throws RetryLater once, for a run of our workflows without a tracking: the tracking may just have been created; and while
 * GitHub does not show yet what the event says
 */
export async function handleRunEvent(ports: Ports, event: WorkflowRunChanged, context: CheckContext): Promise<void> {
  const { workflowRun } = event;
  const trackings = await openTrackingsOf(ports, workflowRun);
  if (trackings.length === 0 && context.waits === 0 && mayBeTracked(ports, workflowRun.workflowFile)) {
    throw new RetryLater(INDEX_LAG_SECONDS, `nothing tracks workflow run ${workflowRun.id} yet`);
  }
  const isNews = trackings.filter((tracking) => saysMore(tracking, workflowRun));
  if (isNews.length > 0) await handleAnswered(ports, event, isNews, context);
}

function saysMore(tracking: Tracking, { attempt, status }: WorkflowRunChanged['workflowRun']): boolean {
  const { run } = currentStage(tracking);
  return attempt !== run?.attempt || status !== run.status;
}

type RunAsRead = RunOfEvent & WorkflowRunState & Pick<WorkflowRunInfo, 'updatedAt'>;

/** One call. `trackings`: of this run, as far as the event can be believed. */
async function handleAnswered(
  ports: Ports,
  event: WorkflowRunChanged,
  trackings: readonly Tracking[],
  context: CheckContext,
): Promise<void> {
  const { workflowRun, receivedAt } = event;
  const found = await askFor(ports, event, context);
  if (found === undefined || isBehind(found, workflowRun)) return waitForAnswer(ports, workflowRun, context);
  // The event of its end is under way: it would be inspected twice.
  if (found.status === 'completed' && workflowRun.status !== 'completed') return;
  const { id, attempt, url, status, conclusion, head, updatedAt } = found;
  const run = { id, attempt, url, status, conclusion, ...(head && { head }) };
  const told = { ...found, workflowFile: found.workflowFile || undefined };
  for (const tracking of trackings) {
    if (trackingsOf([trackingSummary(tracking)], told).length === 0) continue;
    const endedAt = Math.max(receivedAt, updatedAt, currentStage(tracking).beganAt ?? 0);
    if (status === 'completed') await inspectCompleted(ports, tracking, run, endedAt, context);
    else await sendObserved(ports, tracking, { run });
  }
}

function isBehind(found: RunAsRead, { attempt, status }: WorkflowRunChanged['workflowRun']): boolean {
  if (found.attempt !== attempt) return found.attempt < attempt;
  return status === 'completed' && found.status !== 'completed';
}

/**
 * Where GitHub refuses to show runs at all, nobody but its webhooks can tell, as of polls.
 * @throws RetryLater while GitHub cannot be asked
 */
async function askFor(
  { actions, clock, logger }: Ports,
  { workflowRun, receivedAt }: WorkflowRunChanged,
  context: CheckContext,
): Promise<RunAsRead | undefined> {
  try {
    return await actions.findWorkflowRun(workflowRun.id, millisecondsLeft(context, clock.now()));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.isTransient)
      throw new RetryLater(secondsUntilAgain(context, error.retryAfterSeconds), error.message, { cause: error });
    if (error.reason !== 'forbidden') {
      logger.warn('a run cannot be read', { error, run: workflowRun.id });
      return undefined;
    }
    logger.warn('GitHub refuses to show runs: what its webhook says is taken', { error, run: workflowRun.id });
    return { ...workflowRun, updatedAt: receivedAt };
  }
}

/** GitHub's answers may be some seconds behind its events. What it never shows is left to the polls. @throws RetryLater */
function waitForAnswer(
  { logger }: Ports,
  { id, status }: WorkflowRunChanged['workflowRun'],
  context: CheckContext,
): void {
  if (context.waits < MOST_WAITS)
    throw new RetryLater(secondsUntilAgain(context), `GitHub does not show workflow run ${id} as ${status} yet`);
  logger.warn('GitHub does not show what an event says of a workflow run', { run: id, status });
}

function secondsUntilAgain({ waits }: CheckContext, retryAfterSeconds = 0): number {
  return Math.max(Math.min(backOffSeconds(waits), LONGEST_RETURN_SECONDS), retryAfterSeconds);
}

/** A job runs, or waits for a person: which one, and at which step, says GitHub. The end of a job is no news: the event of its run says it too. */
export async function handleJobEvent(ports: Ports, { job }: WorkflowJobChanged, context: CheckContext): Promise<void> {
  const { status } = job;
  if (status !== 'in_progress' && status !== 'waiting') return;
  // Two people may follow one run: GitHub is asked once for both.
  const asked = new Map<string, ReturnType<typeof findJob>>();
  for (const tracking of await openTrackingsOf(ports, { id: job.runId, attempt: job.attempt })) {
    const { run: known, workflow } = currentStage(tracking);
    if (known === undefined || isTooSoonForProgress(tracking, ports.clock.now())) continue;
    // The event of its run tells of a new attempt, and GitHub is asked about that.
    const { attempt } = known;
    if ((job.attempt ?? attempt) !== attempt) continue;
    const { url } = known;
    const same = JSON.stringify([workflow, attempt, url]);
    if (!asked.has(same)) asked.set(same, findJob(ports, workflow, { id: job.runId, attempt, url }, context));
    const run = await asked.get(same);
    if (run !== undefined) await sendObserved(ports, tracking, { run });
  }
}

/** One call. Undefined while GitHub shows no such job, or cannot be asked: the next event or poll tells. */
async function findJob(
  ports: Ports,
  workflow: string,
  of: Pick<WorkflowRunState, 'id' | 'attempt' | 'url'>,
  context: CheckContext,
): Promise<WorkflowRunState | undefined> {
  try {
    const left = millisecondsLeft(context, ports.clock.now());
    const found = await whereItStands(ports, workflow, { ...of, status: 'in_progress', conclusion: null }, left);
    return found.job === undefined ? undefined : found;
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    ports.logger.info('the jobs of a run cannot be read', { run: of.id, problem: error.message });
    return undefined;
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
