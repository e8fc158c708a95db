/** `/status`: shows one plan or tracking, or lists the last workflow runs and the active plans. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { attemptStartOf, GitHubError, hasDoneNothing, secondsOfJobs, type WorkflowRunInfo } from '@valine/github';
import { flushOutbox, timeLeft } from '@valine/lambda-kit';
import { isPlanEnded, type Plan } from '@valine/records';
import type { StepPatterns } from '@valine/settings';
import { planReconcile } from '../plans/record/plan-reconcile.ts';
import type { Ports } from '../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../replies/answer-once.ts';
import { notFoundMessage, overviewMessage, planStatusMessage, trackingStatusMessage } from './messages.ts';
import type { RunShown, WorkflowSection } from './workflow-messages.ts';

const DEFAULT_COUNT = 2;
/** More open plans than this at a time no team has; the rest would not fit the message. */
const MAX_OPEN = 10;
/** What storing and sending the answer takes at most. */
const ANSWERING_MS = 6000;

export async function handleStatus(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.status>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  if (options.run_id === undefined) await showOverview(ports, request, options.count ?? DEFAULT_COUNT);
  else await showOne(ports, request, options.run_id);
}

async function showOverview(ports: Ports, request: CommandRequested, count: number): Promise<void> {
  const { deployWorkflow, diagnoseWorkflow } = ports.settings;
  const [deploys, diagnoses, plans] = await Promise.all([
    sectionOf(ports, 'deploy', deployWorkflow, count),
    sectionOf(ports, 'diagnose', diagnoseWorkflow, count),
    ports.store.listPlans('open', MAX_OPEN),
  ]);
  const message = overviewMessage(count, [deploys, diagnoses], plans);
  await answerOnce(ports, request, { outcome: 'answered', message });
}

/** @throws GitHubError, except where there is no such workflow */
async function sectionOf(
  ports: Ports,
  kind: WorkflowSection['kind'],
  workflow: string,
  count: number,
): Promise<WorkflowSection> {
  const { actions, clock, deadline } = ports;
  const withinMs = timeLeft(deadline, ANSWERING_MS, clock.now());
  try {
    const listed = await actions.listWorkflowRuns(workflow, { limit: count }, withinMs);
    const stepPatterns = kind === 'deploy' ? ports.settings.stepPatterns : {};
    const runs = await Promise.all(listed.map((run) => withJobs(ports, run, stepPatterns)));
    return { kind, workflow, runs };
  } catch (error) {
    if (!(error instanceof GitHubError) || error.reason !== 'not_found') throw error;
    return { kind, workflow, runs: 'no_such_workflow' };
  }
}

/** How long a list waits for what the jobs of its runs tell. */
const JOBS_MS = 4000;

/** The run alone tells neither how long it took nor whether it did anything. What cannot be read is not known. */
async function withJobs(
  { actions, clock, deadline, logger }: Ports,
  run: WorkflowRunInfo,
  stepPatterns: StepPatterns,
): Promise<RunShown> {
  if (run.status !== 'completed') return { ...run, seconds: null, nothingDone: false };
  const withinMs = Math.min(JOBS_MS, timeLeft(deadline, ANSWERING_MS, clock.now()) ?? JOBS_MS);
  try {
    const { jobs, isWhole } = await actions.listJobs(run.id, run.attempt, withinMs);
    const seconds = isWhole ? secondsOfJobs(jobs, attemptStartOf(run)) : null;
    return { ...run, seconds, nothingDone: isWhole && hasDoneNothing(jobs, stepPatterns) };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.warn('the jobs of a run cannot be read', { run: run.id, problem: error.message });
    return { ...run, seconds: null, nothingDone: false };
  }
}

async function showOne(ports: Ports, request: CommandRequested, id: string): Promise<void> {
  const plan = await ports.store.find('plan', id);
  if (plan !== undefined) return showPlan(ports, request, plan);
  const tracking = await ports.store.find('tracking', id);
  if (tracking === undefined)
    return answerOnce(ports, request, { outcome: 'run_not_found', message: notFoundMessage(id) });
  await flushOutbox(ports, tracking);
  const message = trackingStatusMessage(tracking);
  await answerOnce(ports, request, { outcome: 'answered', message });
}

async function showPlan(ports: Ports, request: CommandRequested, plan: Plan): Promise<void> {
  // What a worker promised that died, and whose message another has finished, goes out now at the latest.
  await flushOutbox(ports, plan);
  const now = ports.clock.now();
  const message = planStatusMessage(plan);
  const extraMessages = isPlanEnded(plan) ? [] : planReconcile(plan, request.id, now);
  await answerOnce(ports, request, { outcome: 'answered', message, extraMessages });
}
