/** How tasks begin: each does, or its line says why not; none beside the work of others, and nothing of theirs is touched. */
import { closedBy, type PullRequestIssue, pullRequests } from '@valine/github-model';
import type { TaskRecord } from '@valine/records';
import type { World } from '../../world.ts';
import { runsOf, tasksOf } from '../one-message.ts';

const OURS = 'valine-bot';
/** A function that has looked acts within this, or not at all. */
const LOOKED_WITHIN_MS = 60_000;

export function checkBeginnings(world: World): void {
  checkAllBegin(world);
  checkOnePullRequest(world);
  for (const task of tasksOf(world)) {
    checkMeant(world, task);
    checkGone(world, task);
    checkTakenOver(world, task);
  }
}

function checkAllBegin(world: World): void {
  const { engine } = world;
  if (!world.opensPullRequests) return;
  for (const { id, state, tasks } of runsOf(world)) {
    if (state !== 'in_progress') continue;
    for (const task of tasks.filter((each) => each.state === 'started')) {
      if (task.pullRequest === undefined && task.trouble === undefined)
        engine.report('each task begins, or says why not', `${id}: #${task.number}`);
      if (task.trouble !== undefined) engine.coverage.sometimes(`a task says: ${task.trouble.replace(/[#\d].*/, '#')}`);
    }
  }
}

/** However many plans have the issue. */
function checkOnePullRequest({ github, engine }: World): void {
  const { model } = github.repository;
  const open = pullRequests(model).filter(({ state, author }) => state === 'open' && author === OURS);
  // Those of changes of the site close none.
  for (const [issue, pulls] of Map.groupBy(open, ({ body }) => closedBy(model, body)[0]))
    if (issue !== undefined && pulls.length > 1)
      engine.report('one pull request of ours for an issue', `#${issue}: ${pulls.map(({ number }) => number)}`);
}

/** The issue was meant when its task began. */
function checkMeant({ github, engine }: World, { id, issue, requestedAt }: TaskRecord): void {
  const versions = github.issues.history(issue.number);
  const from = versions.findLastIndex(({ at }) => at <= requestedAt - LOOKED_WITHIN_MS);
  if (from >= 0 && versions.slice(from).every((each) => each.issue?.state !== 'open' || each.at > requestedAt))
    engine.report('nothing begins that is not meant any more', `${id}: #${issue.number}`);
}

/** What was meant for an issue that is no more. */
function checkGone({ engine }: World, { id, effects }: TaskRecord): void {
  for (const { kind, parked, outcome } of effects) {
    if (parked?.reason.includes('status 410')) engine.report('what is gone needs no operator', `${id}: ${kind}`);
    if (outcome?.refused?.status === 410) engine.coverage.sometimes('an issue was gone when its task had begun');
  }
}

function checkTakenOver({ engine, github }: World, task: TaskRecord): void {
  const { model } = github.repository;
  const pulls = pullRequests(model);
  const its = pulls.find(({ number }) => number === task.pullRequest?.number);
  const others = pulls.filter(({ body }) => closedBy(model, body).includes(task.issue.number));
  if (its?.pullRequest.fork !== undefined) engine.report('a stranger’s pull request is not taken over', task.id);
  const wasThere = (pull: PullRequestIssue) => isOpenAt(pull, task.requestedAt - LOOKED_WITHIN_MS, task.requestedAt);
  const before = others.some((pull) => pull.author !== OURS && pull.pullRequest.fork === undefined && wasThere(pull));
  // One that an earlier plan has left is taken before that of others.
  if (its?.author === OURS && before && its.createdAt > task.requestedAt)
    engine.report('nothing begins beside the work of others', `${task.id} opened #${its.number}`);
  if (its === undefined || its.author === OURS) return;
  engine.coverage.sometimes('a pull request was taken over');
  if (task.effects.some(({ kind }) => kind.startsWith('create-')))
    engine.report('the work of others is left alone', `${task.id}: #${its.number}`);
}

function isOpenAt({ createdAt, closedAt }: PullRequestIssue, from: number, to: number): boolean {
  return createdAt <= from && (closedAt === null || closedAt > to);
}
