/** The one job of an attempt, as it stands some time after a runner has taken it. */
import type { Job, Run, Step } from '@valine/github-model';
import type { RunPlan } from './run-plan.ts';

/** `startedAt`: undefined while it waits. `conclusion`: null while it goes on. Times are epoch milliseconds. */
export type JobState = { startedAt: number | undefined; now: number; conclusion: string | null };

export function jobOf(run: Run, attempt: number, plan: RunPlan, state: JobState): Job {
  const { startedAt, now, conclusion } = state;
  const id = run.id * 100 + attempt;
  const about = { id, name: jobName(run) };
  if (startedAt === undefined) return { ...about, ...(conclusion === null ? WAITING : ended(conclusion)), steps: [] };
  const steps = stepsOf(plan, startedAt, now, conclusion);
  if (conclusion === null) return { ...about, status: 'in_progress', conclusion, startedAt, steps };
  return { ...about, ...ended(conclusion), startedAt, completedAt: now, steps };
}

const WAITING = { status: 'queued', conclusion: null };
const ended = (conclusion: string) => ({ status: 'completed', conclusion });

function jobName({ workflow }: Run): string {
  return workflow === 'diagnose-dispatch.yml' ? 'diagnose' : 'deploy';
}

function stepsOf({ steps }: RunPlan, startedAt: number, now: number, conclusion: string | null): Step[] {
  let at = startedAt;
  return steps.flatMap(({ name, ms }, index): Step[] => {
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
