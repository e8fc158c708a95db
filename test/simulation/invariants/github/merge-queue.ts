/** What goes through the merge queue is put into it where there is one, and told of where it was taken out. */
import { getPullRequest } from '@valine/github-model';
import { isPlanEnded, type TaskRecord, taskId } from '@valine/records';
import type { World } from '../../world.ts';
import { runsOf, tasksOf } from '../one-message.ts';

const ENQUEUE = 'enqueue-pull-request';

export function checkMergeQueue(world: World): void {
  for (const task of tasksOf(world)) checkTask(world, task);
  if (world.branches === 'queued') checkHeard(world);
}

function checkTask({ engine, github, branches }: World, task: TaskRecord): void {
  const { id, effects, pullRequest, ship, dequeued } = task;
  const isPut = effects.some(({ kind, outcome }) => kind === ENQUEUE && outcome !== undefined && !outcome.refused);
  if (effects.some(({ kind }) => kind === ENQUEUE) && branches !== 'queued')
    engine.report('a merge queue is used where there is one', id);
  if (pullRequest === undefined || branches !== 'queued') return;
  if (isPut) engine.coverage.sometimes('a pull request was put into the merge queue');
  if (ship?.code !== undefined) engine.coverage.sometimes(`a shipping left what is to be queued: ${ship.code}`);
  if (ship?.code === 'merge_refused' && ship.why?.includes('through the merge queue'))
    engine.report('what has to go through a merge queue is put into it', id);
  const { dequeued: left } = getPullRequest(github.repository.model, pullRequest.number).pullRequest;
  if (effects.some(({ outcome }) => outcome?.refused?.detail.includes('already in the queue')))
    engine.report('nothing is called refused that the queue has taken', id);
  const isInvented =
    left === undefined ? dequeued !== undefined || ship?.code === 'dequeued' : (dequeued?.at ?? 0) > left.at;
  if (isInvented) engine.report('nothing is called out of the queue that is not', id);
}

/** Where each webhook comes in time, and GitHub shows everything. */
function checkHeard(world: World): void {
  const { engine, github } = world;
  const cells = [...engine.coverage.cells().keys()];
  if (cells.some((cell) => /webhook-lost|not-found|unauthorized/.test(cell))) return;
  const tasks = new Map(tasksOf(world).map((task) => [task.id, task]));
  for (const plan of runsOf(world).filter((each) => !isPlanEnded(each)))
    for (const { number } of plan.tasks) {
      const task = tasks.get(taskId(plan.id, number));
      if (task?.pullRequest === undefined) continue;
      const pull = getPullRequest(github.repository.model, task.pullRequest.number);
      const left = pull.pullRequest.dequeued;
      if (left === undefined || left.reason === 'merged' || pull.state === 'closed') continue;
      if (task.dequeued?.at !== left.at) engine.report('what the merge queue took out is heard', task.id);
      engine.coverage.sometimes('what the merge queue took out was heard');
    }
}
