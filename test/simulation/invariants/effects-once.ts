/** Every effect on GitHub took place once, or nobody says it did: done, or parked with a reason. */
import { pullRequestsOf } from '@valine/github-model';
import type { EffectRecord } from '@valine/records';
import type { World } from '../world.ts';
import { runsOf, trackingsOf } from './one-message.ts';

export function checkEffects(world: World): void {
  for (const { effects } of [...runsOf(world), ...trackingsOf(world)])
    for (const effect of effects) checkEffect(world, effect);
}

function checkEffect(world: World, effect: EffectRecord): void {
  const { engine } = world;
  const name = `${effect.kind} ${effect.id}`;
  const times = timesOf(world, effect);
  if (times !== undefined && times > 1)
    engine.report('one external effect for an operation', `${name}: ${times} times`);
  if (effect.outcome === undefined && effect.parked === undefined) engine.report('every effect ends', name);
  if (effect.outcome !== undefined && times === 0) engine.report('nothing is told that was not observed', name);
  if (effect.parked !== undefined) engine.coverage.sometimes('an effect was parked');
}

/** Undefined for kinds whose repetition leaves nothing to count. */
function timesOf({ github }: World, { id, kind, params }: EffectRecord): number | undefined {
  const { model, runs } = github.repository;
  switch (kind) {
    case 'comment':
      return model.comments.filter(({ body }) => body.includes(id)).length;
    case 'dispatch-workflow':
    case 'request-dispatch':
      return runs.filter(({ displayTitle }) => displayTitle.includes(String(params.correlationId))).length;
    case 'create-pull-request':
      return pullRequestsOf(model, 'valine/issue-1').length;
    default:
      return undefined;
  }
}
