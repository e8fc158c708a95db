/** The labels of issues say what is worked on, and what the next plan is to have. */
import { isPlanEnded, LEFT_OPEN, type Plan, type Task, type TaskRecord, taskId, worksOn } from '@valine/records';
import type { World } from '../../world.ts';
import { runsOf, tasksOf } from '../one-message.ts';

const IN_PROGRESS = 'in-progress';

export function checkLabels(world: World): void {
  if (isExcused(world)) return;
  const plans = runsOf(world);
  const now = world.engine.timeline.now();
  const tasks = new Map(tasksOf(world).map((task) => [task.id, task]));
  for (const plan of plans) {
    for (const line of plan.tasks) {
      const task = tasks.get(taskId(plan.id, line.number));
      const others = plans.filter(
        ({ id, tasks: lines }) => id !== plan.id && lines.some((each) => each.number === line.number),
      );
      if (task === undefined || !isMarked(task) || others.some((other) => worksOn(other, line.number, now))) continue;
      // Another plan was to have it at that time, and somebody has decided about it there: it keeps its labels (docs/plans.md).
      if (others.some((other) => !tasks.has(taskId(other.id, line.number)) && !isLeft(other, line.number))) continue;
      checkMark(world, plan, line, task);
      if (others.length === 0) checkGivenBack(world, plan, line);
    }
  }
}

function checkMark(world: World, plan: Plan, line: Task, { id, seen }: TaskRecord): void {
  const isMerged = seen?.is === 'merged' && !line.reopened;
  const issue = issueOf(world, line.number);
  if (issue === undefined || issue.gone || issue.locked) return;
  const isOver = isPlanEnded(plan) && (isUnfinished(line) || !isOpen(world, line.number));
  if ((isMerged || isOver) && issue.labels.includes(IN_PROGRESS))
    world.engine.report('what is done with is not in progress', id);
  if (isMerged || isOver) world.engine.coverage.sometimes('an issue was in progress no more');
}

function checkGivenBack(world: World, plan: Plan, line: Task): void {
  if (!isPlanEnded(plan) || !isUnfinished(line) || !isOpen(world, line.number)) return;
  if (!issueOf(world, line.number)?.labels.includes(plan.label))
    world.engine.report('what is left open is for the next plan', `${plan.id}: #${line.number}`);
  world.engine.coverage.sometimes('an issue got its label back');
}

/** Its plan has ended without it, and nobody has decided otherwise. */
function isLeft(plan: Plan, number: number): boolean {
  const line = plan.tasks.find((each) => each.number === number);
  const isDecided = line?.state === 'skipped' && line.out === undefined && !isUnfinished(line);
  return isPlanEnded(plan) && !isDecided;
}

function isUnfinished({ state, note, reopened }: Task): boolean {
  return state === 'failed' || note === LEFT_OPEN || reopened === true;
}

function isOpen({ github }: World, number: number): boolean {
  return github.issues.get(number)?.state === 'open';
}

function issueOf({ github }: World, number: number) {
  return github.repository.model.issues.find((each) => each.number === number);
}

/** Its beginning came to its end, and nothing of it, or of this, was given up. */
function isMarked({ effects }: TaskRecord): boolean {
  return effects.every(({ parked }) => parked === undefined) && effects.some(({ params }) => isMark(params['add']));
}

function isMark(added: unknown): boolean {
  return Array.isArray(added) && added.includes(IN_PROGRESS);
}

/**
 * Where GitHub refuses what it should not, an issue may not be looked at. A label that is put on late is put on again by
 * then, as that is harmless, and may be taken off before.
 */
function isExcused({ engine }: World): boolean {
  return [...engine.coverage.cells().keys()].some((cell) =>
    /not-found|unauthorized|Labels? × (late|freeze)/.test(cell),
  );
}
