/** Runs agree with GitHub, and nothing is called done that GitHub never showed. */
import { isTaskEnded, type Run, type Task } from '@valine/runs';
import type { Version } from '../platforms/github/issue-book.ts';
import type { World } from '../world.ts';
import { runsOf } from './one-message.ts';

/** GitHub's lists may be as old as this when a plan is made from one. */
const LIST_LAG_MS = 10_000;

export function checkAgreement(world: World): void {
  for (const run of runsOf(world)) {
    for (const task of run.tasks) {
      const history = world.github.issues.history(task.number);
      if (isTaskEnded(task)) checkObserved(world, run, task, history);
      else if (isOpenRun(run) && !isReady(history.at(-1), run.label))
        world.engine.report('runs agree with GitHub', `${run.id}: #${task.number} is ${task.state}`);
    }
  }
}

function isOpenRun({ state }: Run): boolean {
  return state === 'pending' || state === 'in_progress';
}

/** Some state that the issue had while the run was there explains how its task ended. */
function checkObserved({ engine }: World, run: Run, task: Task, history: readonly Version[]): void {
  if (task.note === 'left open') return;
  const since = run.requestedAt - LIST_LAG_MS;
  const seen = history.filter((_, index) => (history[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= since);
  const explains =
    task.state === 'merged' ? isDone : (version: Version) => !isReady(version, run.label) && !isDone(version);
  if (!seen.some(explains))
    engine.report('nothing is told that was not observed', `${run.id}: #${task.number} ${task.state} (${task.note})`);
}

function isDone({ issue }: Version): boolean {
  return issue?.state === 'closed' && issue.stateReason === 'completed';
}

function isReady(version: Version | undefined, label: string): boolean {
  return version?.issue?.state === 'open' && version.issue.labels.includes(label);
}
