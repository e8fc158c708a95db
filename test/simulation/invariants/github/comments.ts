/** Comments on GitHub: who may ask is heard and answered once, others change nothing, and answers say what was done. */
import { getPullRequest } from '@valine/github-model';
import { type CommentRecord, commentId, type EffectRecord, type Plan, type Task } from '@valine/records';
import type { Said } from '../../people/github/commenting.ts';
import type { World } from '../../world.ts';
import { commentsOf, runsOf, tasksOf } from '../one-message.ts';

/** By somebody's decision: no state of the issue explains it. */
export function isSkipped({ note }: Pick<Task, 'note'>): boolean {
  return note?.startsWith('skipped by ') === true;
}

/** Somebody has asked to have it begin, although it waits for others. */
export function isAskedToStart(world: World, planId: string, number: number): boolean {
  return commentsOf(world).some(
    (each) => each.planId === planId && each.number === number && each.verb === 'start' && isDone(each),
  );
}

export function checkComments(world: World): void {
  for (const comment of commentsOf(world)) checkAnswered(world, comment);
  for (const said of world.gitHubPeople.said) checkSaid(world, said);
  for (const plan of runsOf(world)) checkSkipped(world, plan);
  for (const { id, planId } of tasksOf(world))
    if (runsOf(world).find((plan) => plan.id === planId)?.state === 'pending')
      world.engine.report('nothing begins before it is approved', id);
}

function answerOf({ effects }: CommentRecord): { reactions: EffectRecord[]; texts: EffectRecord[] } {
  const ofKind = (kind: string) => effects.filter((effect) => effect.kind === kind);
  return { reactions: ofKind('react'), texts: ofKind('comment') };
}

function isDone(comment: CommentRecord): boolean {
  return answerOf(comment).reactions[0]?.params.content === '+1';
}

function checkAnswered({ engine, github, store }: World, comment: CommentRecord): void {
  const { id, by, verb, planId, number } = comment;
  const wrong = (says: string) => engine.report('a comment has one answer', `${id} (${verb} by ${by}): ${says}`);
  const { reactions, texts } = answerOf(comment);
  const contents = github.repository.model.reactions.filter((each) => each.comment === comment.commentId);
  if (reactions.length !== 1 || texts.length > 1 || contents.length > 1)
    wrong(`${reactions.length} reactions, ${contents.length} at GitHub, and ${texts.length} texts`);
  const content = String(reactions[0]?.params.content);
  engine.coverage.sometimes(`a comment that says ${verb ?? 'nonsense'} got ${content}`);
  if (by === 'eve' && (content === '+1' || (content === '-1') !== (texts.length === 0))) wrong(content);
  if (planId === undefined) return;
  if (verb === null && content === '+1') wrong('nonsense was done');
  const line =
    planId === undefined ? undefined : store.get('plan', planId)?.tasks.find((task) => task.number === number);
  if (!isDone(comment)) return;
  if (verb === 'skip' && line?.note !== `skipped by ${by}`) wrong(`its line is ${line?.state} (${line?.note})`);
  if (verb === 'start' && line?.state === 'pending') wrong('its line has not begun');
}

/** In time that nobody has to wait for: the longest that a plan takes to be found, and to be asked about. */
const FOUND_WITHIN_MS = 60_000;

function checkSaid(world: World, said: Said): void {
  const { engine, store, chronicle } = world;
  const record = store.get('comment', commentId(said.commentId));
  const isListenedTo = said.by !== 'program' && !said.isEdited;
  if (!isListenedTo && record !== undefined) engine.report('nobody listens to programs, nor to edits', record.id);
  const isLost = [...engine.coverage.cells().keys()].some((cell) => /webhook-lost|not-found|unauthorized/.test(cell));
  if (!isListenedTo || isLost || record !== undefined || said.on !== 'issue') return;
  const since = ({ id, approvals }: Plan) =>
    Math.max(chronicle.begunAt.get(id) ?? Number.POSITIVE_INFINITY, ...approvals.map(({ at }) => at));
  const wasThere = ({ tasks, ...plan }: Plan) =>
    since({ tasks, ...plan }) < said.at - FOUND_WITHIN_MS && tasks.some(({ number }) => number === said.number);
  if (runsOf(world).some(wasThere))
    engine.report('who may ask is heard', `${said.says} on #${said.number} at ${said.at}`);
}

/** A pull request whose making had no answer yet was known to nobody: the answer to the comment names those that were. */
function wasMerged({ github }: World, comment: CommentRecord, number: number): boolean {
  const { pullRequest, closedAt } = getPullRequest(github.repository.model, number);
  const isNamed = answerOf(comment).texts.some(({ params }) => String(params.body).includes(`#${number} `));
  return isNamed && pullRequest.merged && (closedAt ?? Number.POSITIVE_INFINITY) < comment.requestedAt - 1000;
}

function isMergedByUs(world: World, planId: string, number: number): boolean {
  const task = tasksOf(world).find((each) => each.planId === planId && each.issue.number === number);
  const isDone = ({ kind, outcome }: EffectRecord) =>
    kind === 'merge-pull-request' && outcome !== undefined && outcome.refused === undefined;
  return task?.effects.some(isDone) ?? false;
}

/** A line says who has skipped it: somebody who may, who has asked for it, and before it was merged. */
function checkSkipped(world: World, plan: Plan): void {
  for (const { number, note = '', pullRequest } of plan.tasks.filter(isSkipped)) {
    const wrong = (says: string) =>
      world.engine.report('what is skipped was asked for', `${plan.id} #${number}: ${says}`);
    const asked = commentsOf(world).filter(
      (each) => each.planId === plan.id && each.number === number && each.verb === 'skip' && isDone(each),
    );
    const [first] = asked;
    if (asked.length !== 1 || first === undefined) wrong(`${asked.length} comments have done it`);
    else if (note !== 'skipped by grace') wrong(note);
    else if (isMergedByUs(world, plan.id, number)) wrong('it was merged all the same');
    else if (pullRequest !== undefined && wasMerged(world, first, pullRequest.number)) wrong('it was merged before');
    world.engine.coverage.sometimes('a task was skipped');
  }
}
