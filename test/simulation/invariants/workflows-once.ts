/** A workflow is started once for an operation, and stopped or run again no more often than somebody asked for it. */
import { type EffectRecord, isTrackingEnded, type Tracking } from '@valine/records';
import type { World } from '../world.ts';
import { trackingsOf } from './one-message.ts';

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
  return trackingsOf(world).flatMap(({ effects }) =>
    effects.filter((effect) => effect.kind === kind && effect.params.runId === runId),
  );
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
    const answer = world.store.get('request', tracking.applied[0] ?? '');
    if (answer !== undefined)
      world.engine.report('one outcome for a request', `${tracking.id} was begun, and answered ${answer.outcome}`);
    if (isTrackingEnded(tracking)) world.engine.coverage.sometimes(`a follow ${tracking.state}`);
  }
}

function startingStages({ stages, stage }: Tracking): number {
  return stages.filter(({ kind }, index) => kind !== 'verify' && index <= stage).length;
}
