/** The one job of an attempt, as it stands some time after a runner has taken it. */
import type { WorkflowJob, WorkflowStep } from '@valine/github';
import type { FakeRun } from '@valine/testing';
import type { RunPlan } from './run-plan.ts';

type Attempt = Pick<FakeRun, 'id' | 'attempt' | 'url' | 'workflowFile'>;

/** `startedAt`: undefined while it waits. `conclusion`: null while it goes on. Times are epoch milliseconds. */
export type JobState = { startedAt: number | undefined; now: number; conclusion: string | null };

export function jobOf(run: Attempt, plan: RunPlan, state: JobState): WorkflowJob {
  const { startedAt, now, conclusion } = state;
  const id = run.id * 100 + run.attempt;
  const about = { id, name: jobName(run), url: `${run.url}/job/${id}` };
  if (startedAt === undefined) return { ...about, ...(conclusion === null ? WAITING : ended(conclusion)), steps: [] };
  const steps = stepsOf(plan, startedAt, now, conclusion);
  if (conclusion === null) return { ...about, status: 'in_progress', conclusion, startedAt, steps };
  return { ...about, ...ended(conclusion), startedAt, completedAt: now, steps };
}

const WAITING = { status: 'queued', conclusion: null };
const ended = (conclusion: string) => ({ status: 'completed', conclusion });

export function jobName({ workflowFile }: Pick<FakeRun, 'workflowFile'>): string {
  return workflowFile === 'diagnose-dispatch.yml' ? 'diagnose' : 'deploy';
}

function stepsOf({ steps }: RunPlan, startedAt: number, now: number, conclusion: string | null): WorkflowStep[] {
  let at = startedAt;
  return steps.flatMap(({ name, ms }, index): WorkflowStep[] => {
    const begins = at;
    at += ms;
    if (begins > now) return [];
    const isLast = conclusion !== null && (index === steps.length - 1 || at > now);
    if (at > now && !isLast)
      return [{ name, number: index + 1, status: 'in_progress', conclusion: null, startedAt: begins }];
    const step = { name, number: index + 1, startedAt: begins, completedAt: Math.min(at, now) };
    return [{ ...step, ...ended(isLast && conclusion !== null ? conclusion : 'success') }];
  });
}
