/** Effects on GitHub as they come: call, and when all have been called, write it down. */
import type { ButtonPressed } from '@valine/contracts';
import { lateParts } from '@valine/dispatcher';
import { EFFECT_KINDS, type EffectIntent } from '@valine/dispatcher/effect-kinds';
import { type EffectRecord, operationId } from '@valine/records';
import { ADMISSION_KEY } from '../people/admission-key.ts';
import { EFFECTS_RUN, intentsOf } from '../people/effects.ts';
import type { Ports } from '../services.ts';
import { put } from './without-mechanism.ts';

/** @throws Error when GitHub did not answer that it is done */
export async function intendNaively(ports: Ports, press: ButtonPressed): Promise<void> {
  const plan = await ports.store.find('plan', EFFECTS_RUN);
  if (plan === undefined) return;
  const effects: EffectRecord[] = [];
  for (const intent of intentsOf(press)) effects.push(await callNaively(ports, press.id, intent));
  await put(ports.store, { ...plan, effects, applied: [press.id] });
}

async function callNaively(ports: Ports, source: string, { kind, step, params }: EffectIntent): Promise<EffectRecord> {
  const { clock } = ports;
  const id = operationId(source, step);
  const now = clock.now();
  const effect: EffectRecord = { id, kind, params, intendedAt: now, epoch: 1 };
  // Every call takes one; without the mechanism it means nothing.
  const claim = {
    operation: id,
    epoch: 1,
    leaseUntil: Number.POSITIVE_INFINITY,
    since: now,
    unconfirmed: 1,
    repeatable: false,
  };
  const answer = await EFFECT_KINDS.find((each) => each.kind === kind)
    ?.open({ ...ports, ...lateParts, admissionKey: ADMISSION_KEY }, effect)
    .call(claim);
  if (answer?.kind !== 'done') throw new Error(`${kind}: ${answer?.reason}`);
  return { ...effect, outcome: answer.outcome };
}
