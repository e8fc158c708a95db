/** What waits for other issues: it does not begin before they are closed, whether they were seen or not, and then it does. */
import { isTaskEnded, type Plan, type Task } from '@valine/records';
import type { World } from '../../world.ts';
import { runsOf, tasksOf } from '../one-message.ts';
import { isAskedToStart } from './comments.ts';

/** A function that has looked acts within this, or not at all. */
const LOOKED_WITHIN_MS = 60_000;

/** Asked when the state of every plan was asked for last. */
export function checkBlocked(world: World): void {
  for (const { number, by } of world.blocked.pairs)
    for (const plan of runsOf(world))
      for (const task of plan.tasks) if (task.number === number) checkTask(world, plan, task, by);
}

function checkTask({ engine, github, ...world }: World, plan: Plan, task: Task, by: number): void {
  const name = `${plan.id}: #${task.number}`;
  const begun = tasksOf(world).find(({ planId, issue }) => planId === plan.id && issue.number === task.number);
  const isBegun = begun !== undefined || task.state === 'started' || task.state === 'ready';
  const until = begun?.requestedAt ?? engine.timeline.now();
  const isAsked = isAskedToStart({ engine, github, ...world }, plan.id, task.number);
  if (isBegun && isAsked) engine.coverage.sometimes('a task began although it was blocked');
  if (isBegun && !isAsked && wasOpenAll(github, by, begun === undefined ? 0 : until - LOOKED_WITHIN_MS, until))
    engine.report('nothing begins that is blocked', `${name}, by #${by}`);
  if (isWaiting(plan, task)) engine.coverage.sometimes(`a task waits: ${world.blocked.told}`);
  const blockers = world.blocked.pairs.filter(({ number }) => number === task.number);
  const isFree = blockers.every((each) => github.issues.get(each.by)?.state !== 'open');
  if (isWaiting(plan, task) && isFree) engine.report('what is free begins', name);
  if (isBegun) engine.coverage.sometimes(`a task began once it was free: ${world.blocked.told}`);
}

function isWaiting({ state }: Plan, task: Task): boolean {
  return state === 'in_progress' && task.state === 'pending' && task.out === undefined && !isTaskEnded(task);
}

function wasOpenAll({ issues }: World['github'], number: number, from: number, until: number): boolean {
  const versions = issues.history(number);
  const first = versions.findLastIndex(({ at }) => at <= from);
  return versions.slice(Math.max(0, first)).every(({ issue, at }) => at > until || issue?.state === 'open');
}
