/** Runs agree with GitHub, and nothing is called done that GitHub never showed. */
import { isTaskEnded, type Plan, type Task } from '@valine/records';
import type { Version } from '../platforms/github/issue-book.ts';
import type { World } from '../world.ts';
import { runsOf } from './one-message.ts';

/** GitHub's lists may be as old as this when a plan is made from one. */
const LIST_LAG_MS = 10_000;

export function checkAgreement(world: World): void {
  for (const plan of runsOf(world)) {
    for (const task of plan.tasks) {
      const history = world.github.issues.history(task.number);
      if (isTaskEnded(task)) checkObserved(world, plan, task, history);
      else if (isOpenPlan(plan) && !isReady(history.at(-1), plan.label))
        world.engine.report('runs agree with GitHub', `${plan.id}: #${task.number} is ${task.state}`);
    }
  }
}

function isOpenPlan({ state }: Plan): boolean {
  return state === 'pending' || state === 'in_progress';
}

/** Some state that the issue had while the run was there explains how its task ended. */
function checkObserved({ engine }: World, plan: Plan, task: Task, history: readonly Version[]): void {
  if (task.note === 'left open') return;
  const since = plan.requestedAt - LIST_LAG_MS;
  const seen = history.filter((_, index) => (history[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= since);
  const explains =
    task.state === 'merged' ? isDone : (version: Version) => !isReady(version, plan.label) && !isDone(version);
  if (!seen.some(explains))
    engine.report('nothing is told that was not observed', `${plan.id}: #${task.number} ${task.state} (${task.note})`);
}

function isDone({ issue }: Version): boolean {
  return issue?.state === 'closed' && issue.stateReason === 'completed';
}

function isReady(version: Version | undefined, label: string): boolean {
  return version?.issue?.state === 'open' && version.issue.labels.includes(label);
}
