/** Branches are brought up to date where a team wants that, one that is shipped is waited for, and nothing in vain. */
import { isTaskEnded, type Plan, type Task, taskId } from '@valine/records';
import type { World } from '../../world.ts';
import { runsOf, tasksOf } from '../one-message.ts';

const UPDATE = 'update-branch';

export function checkBranchesUpdated(world: World): void {
  const { engine } = world;
  const tasks = new Map(tasksOf(world).map((task) => [task.id, task]));
  for (const { id, ship, effects, seen } of tasks.values()) {
    const updates = effects.filter(({ kind, outcome }) => kind === UPDATE && outcome?.refused === undefined);
    if (updates.length === 0) continue;
    if (world.branches !== 'updated') engine.report('branches are left alone unless a team wants it otherwise', id);
    engine.coverage.sometimes('a branch was brought up to date');
    if (seen?.is === 'merged' && ship?.updates) engine.coverage.sometimes('what was brought up to date was merged');
  }
  for (const plan of runsOf(world)) {
    for (const line of plan.tasks) {
      checkWait(world, plan, line);
      const ship = tasks.get(taskId(plan.id, line.number))?.ship;
      // The others may have taken all the time there is.
      const isCrowded = plan.tasks.some(({ number }) => (tasks.get(taskId(plan.id, number))?.ship?.updates ?? 0) > 1);
      if (world.branches === 'updated' && ship?.code === 'pull_behind' && !ship.updates && !isCrowded)
        engine.report('what is only behind is brought up to date', `${plan.id}: #${line.number}`);
      if (ship?.code === 'pull_behind') engine.coverage.sometimes('a branch was left behind');
    }
  }
}

function checkWait({ engine }: World, { id, shipping }: Plan, line: Task): void {
  if (line.waits !== undefined && shipping === undefined && !isTaskEnded(line))
    engine.report('nothing is waited for in vain', `${id}: #${line.number} for ${line.waits.for}`);
}
