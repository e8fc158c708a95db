/** A transition that intends effects, put on the dispatch queue as a press of a button that no message carries. */
import type { ButtonPressed } from '@valine/contracts';
import { buildPlan } from '@valine/testing';
import type { World } from '../world.ts';
import { EFFECTS_RUN, type EffectName, INTEND_EFFECTS, prepare } from './effects.ts';
import { PEOPLE } from './interaction-body.ts';

export function intendEffects(world: World, names: readonly EffectName[]): void {
  const { store, queues, github, engine } = world;
  if (store.get('plan', EFFECTS_RUN) === undefined) {
    store.seed(buildPlan({ id: EFFECTS_RUN, state: 'in_progress', tasks: [] }));
    void prepare(github);
  }
  const pressedAt = engine.timeline.now();
  const id = `effects-${engine.timeline.count()}`;
  const press: ButtonPressed = {
    type: 'button.pressed',
    id,
    button: INTEND_EFFECTS,
    argument: names.join(' '),
    person: { id: PEOPLE[0].id, name: PEOPLE[0].name, roles: [] },
    reply: { ...buildPlan().reply, interactionId: id },
    pressedAt,
  };
  queues.put('dispatch', JSON.stringify(press), { body: press });
}
