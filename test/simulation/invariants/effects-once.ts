/** Every effect on GitHub took place once, or nobody says it did: done, or parked with a reason. */
import { type Commit, getPullRequest, pullRequestsOf } from '@valine/github-model';
import { type EffectRecord, isTrackingEnded, replyKey, type Tracking } from '@valine/records';
import type { World } from '../world.ts';
import { deploySettingsOf } from './github/deploy-settings.ts';
import { siteChangesOf } from './github/site-changes.ts';
import { commentsOf, runsOf, tasksOf, trackingsOf } from './one-message.ts';

export function checkEffects(world: World): void {
  const owners = [
    ...runsOf(world),
    ...tasksOf(world),
    ...trackingsOf(world),
    ...commentsOf(world),
    ...siteChangesOf(world),
    ...deploySettingsOf(world),
  ];
  for (const { effects } of owners) for (const effect of effects) checkEffect(world, effect);
}

function checkEffect(world: World, effect: EffectRecord): void {
  const { engine } = world;
  const name = `${effect.kind} ${effect.id}`;
  const times = timesOf(world, effect);
  if (times !== undefined && times > 1)
    engine.report('one external effect for an operation', `${name}: ${times} times`);
  if (effect.outcome === undefined && effect.parked === undefined) engine.report('every effect ends', name);
  if (effect.outcome !== undefined && effect.outcome.refused === undefined && times === 0)
    engine.report('nothing is told that was not observed', name);
  if (isRefusedThoughDone(world, effect)) engine.report('what was done is not told as refused', name);
  if (effect.parked === undefined) return;
  // Credentials that are refused are an operator's matter, whatever they are refused for.
  if (effect.kind === 'react' && effect.parked.code !== 'credentials_refused')
    engine.report('a reaction that cannot be is no work for an operator', name);
  engine.coverage.sometimes('an effect was parked');
  if (effect.parked.code === undefined) engine.report('what is parked says why in a word', name);
}

/** Undefined for kinds whose repetition leaves nothing to count. */
function timesOf({ github }: World, { id, kind, params }: EffectRecord): number | undefined {
  const { model, runs } = github.repository;
  switch (kind) {
    case 'comment':
      return model.comments.filter(({ body }) => body.includes(`<!-- valine:${id} -->`)).length;
    case 'dispatch-workflow':
    case 'request-dispatch':
      return runs.filter(({ displayTitle }) => displayTitle.includes(String(params.correlationId))).length;
    case 'create-pull-request':
      return pullRequestsOf(model, String(params.head)).length;
    case 'update-branch':
      return Object.values(model.commits).filter((commit) => isUpdateOf(params.headSha, commit)).length;
    case 'react':
      return model.reactions.filter(
        ({ comment, content }) => comment === params.commentId && content === params.content,
      ).length;
    case 'enqueue-pull-request': {
      const { queued, dequeued, merged } = getPullRequest(model, Number(params.number)).pullRequest;
      return queued !== undefined || dequeued !== undefined || merged ? 1 : 0;
    }
    default:
      return undefined;
  }
}

/** Its branch still stands where it was brought. */
function isRefusedThoughDone({ github }: World, { kind, params, outcome }: EffectRecord): boolean {
  if (kind !== 'update-branch' || outcome?.refused === undefined) return false;
  const { model } = github.repository;
  const { headSha } = getPullRequest(model, Number(params.number)).pullRequest;
  return isUpdateOf(params.headSha, model.commits[headSha]);
}

function isUpdateOf(headSha: unknown, commit?: Commit): boolean {
  return commit !== undefined && commit.parents.length > 1 && commit.parents[0] === headSha;
}

/** However many runs there are of an id, people or GitHub's own guard had to see to it that one of them did nothing. */
export function checkWorkflowsStartedOnce(world: World): void {
  const { engine, github } = world;
  if (github.workflows.guarded.size > 0)
    engine.report('one external effect for an operation', `${[...github.workflows.guarded]} had to end themselves`);
  for (const { id, attempt } of github.repository.runs) {
    const asked = effectsOn(world, 'rerun-failed-jobs', id).length;
    if (attempt - 1 > asked)
      engine.report('one external effect for an operation', `${id} was run again ${attempt - 1} times, asked ${asked}`);
  }
  for (const { id, attempt } of github.workflows.cancels) checkCancels(world, id, attempt);
}

/** One that does not stop may be told again. */
function checkCancels(world: World, id: number, attempt: number): void {
  const { cancels, plans } = world.github.workflows;
  const stops = Number.isFinite(plans.get(`${id}/${attempt}`)?.stopMs);
  const times = cancels.filter((each) => each.id === id && each.attempt === attempt).length;
  const asked = effectsOn(world, 'cancel-workflow-run', id).filter(({ params }) => params.attempt === attempt).length;
  if (stops && times > asked)
    world.engine.report('one external effect for an operation', `${id}/${attempt} was cancelled ${times} times`);
}

function effectsOn(world: World, kind: string, runId: number): EffectRecord[] {
  return [...trackingsOf(world), ...tasksOf(world)].flatMap(({ effects }) =>
    effects.filter((effect) => effect.kind === kind && effect.params.runId === runId),
  );
}

/** What one copy of an interaction had begun, another one did not refuse afterwards. */
export function checkOneOutcome(world: World): void {
  for (const { id, applied } of [...runsOf(world), ...trackingsOf(world)]) {
    const answer = world.store.get('request', applied[0] ?? '');
    if (answer === undefined) continue;
    world.engine.coverage.sometimes('one copy refused what another began');
    if (answer.at > (world.chronicle.begunAt.get(id) ?? 0))
      world.engine.report('one outcome for a request', `${id} was begun, and answered ${answer.outcome}`);
  }
}

/** Nothing is done on GitHub that nobody asked for: a verification as such does nothing there. */
export function checkAsked(world: World): void {
  for (const tracking of trackingsOf(world)) {
    const ofStages = tracking.effects.filter(({ kind }) => kind.includes('dispatch')).length;
    const ofPresses = tracking.effects.length - ofStages;
    if (ofStages > startingStages(tracking) || ofPresses > tracking.applied.length - 1)
      world.engine.report(
        'nothing is done that nobody asked for',
        `${tracking.id}: ${JSON.stringify(tracking.effects)}`,
      );
    if (isTrackingEnded(tracking)) world.engine.coverage.sometimes(`a tracking ${tracking.state}`);
  }
}

function startingStages({ stages, stage }: Tracking): number {
  return stages.filter(({ kind }, index) => kind !== 'verify' && index <= stage).length;
}

/** What was shipped is deployed once where that follows, in the plan's thread. */
export function checkDeployedOnce(world: World): void {
  const told = [...world.chronicle.sent.dispatch.keys()].filter((text) => text.includes('"plan.shipped"'));
  for (const { id, reply, deploy } of runsOf(world)) {
    const asked = told.some((text) => text.includes(id)) ? 1 : 0;
    const under = replyKey(reply);
    const deploys = trackingsOf(world).filter(({ place }) => place.in === 'thread' && place.under === under).length;
    if (asked === 1) world.engine.coverage.sometimes('a deploy followed a plan');
    const isTold = trackingsOf(world).every(
      (each) => each.planId !== id || !isTrackingEnded(each) || deploy !== undefined,
    );
    if (!isTold) world.engine.report('a plan tells how its deploy ended', id);
    if (deploys !== asked) world.engine.report('what was shipped is deployed once', `${id}: ${deploys} times`);
  }
}
