/** Where a run is that has not ended: the job and the step that run now, or what it waits for. */
import type { WorkflowRunState } from '@valine/contracts';
import { GitHubError, type GroupHolder, type WorkflowJob } from '@valine/github';
import type { Ports } from '../shared/ports.ts';
import { WAITING_NOTICE_MS } from './decide-poll.ts';
import { runningAt } from './observe-run.ts';

/** A call more, two where it waits for another run; none while it is queued. @throws GitHubError */
export async function whereItStands(
  { actions, clock, logger }: Pick<Ports, 'actions' | 'clock' | 'logger'>,
  workflow: string,
  run: WorkflowRunState,
  withinMs: number | undefined,
): Promise<WorkflowRunState> {
  if (run.status === 'in_progress' || run.status === 'waiting') {
    const { jobs } = await actions.listJobs(run.id, run.attempt, withinMs);
    return decideWhere(run, jobs, clock.now());
  }
  if (run.status !== 'pending') return run;
  try {
    const holder = await findHolder(actions, workflow, run, withinMs);
    return { ...run, ...(holder && { holder }) };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    logger.info('what a run waits for cannot be read', { run: run.id, problem: error.message });
    return run;
  }
}

/** `now`: epoch milliseconds. */
function decideWhere(run: WorkflowRunState, jobs: readonly WorkflowJob[], now: number): WorkflowRunState {
  const running = jobs.find(({ status }) => status === 'in_progress');
  if (running !== undefined) {
    const step = running.steps.find(({ status }) => status === 'in_progress');
    return { ...run, status: 'in_progress', ...runningAt(running.name, step?.name) };
  }
  const waiting = jobs.find(({ status }) => status === 'waiting') ?? findStuck(jobs, now);
  return waiting === undefined ? run : { ...run, status: waiting.status, ...runningAt(waiting.name, undefined) };
}

/** Between two jobs the next one is queued for a moment: that is no news. Before the first the list may only lag. */
function findStuck(jobs: readonly WorkflowJob[], now: number): WorkflowJob | undefined {
  const lastEnd = Math.max(0, ...jobs.map(({ completedAt }) => completedAt ?? 0));
  if (lastEnd === 0 || now - lastEnd < WAITING_NOTICE_MS) return undefined;
  return jobs.find(({ status }) => ['queued', 'pending', 'requested'].includes(status));
}

/** Best effort: where GitHub does not tell of groups, it is the run of that workflow that goes on. */
async function findHolder(
  actions: Ports['actions'],
  workflow: string,
  { id }: WorkflowRunState,
  withinMs: number | undefined,
): Promise<GroupHolder | undefined> {
  const holder = await actions.findGroupHolder(id, withinMs).catch((error) => {
    if (!(error instanceof GitHubError)) throw error;
    return undefined;
  });
  if (holder !== undefined) return holder;
  const runs = await actions.listWorkflowRuns(workflow, { limit: 20 }, withinMs);
  const other = runs.find((run) => run.id !== id && run.status === 'in_progress');
  return other && { id: other.id, url: other.url };
}
