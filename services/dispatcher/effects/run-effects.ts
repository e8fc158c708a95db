/** Runs the effects that a run intends, through the one mechanism that makes writing calls. */
import type { Outgoing } from '@valine/contracts';
import { callClaimed, type EffectPorts, type EffectResult, runEffect } from '@valine/effects';
import type { EffectOutcome, Run, RunEffect } from '@valine/runs';
import { cardNotification, threadNotification } from '../answer/notifications.ts';
import type { Ports } from '../ports.ts';
import { runCardMessage } from '../run-card/messages.ts';
import { effectLimits } from './effect-limits.ts';
import { getEffectKind } from './kinds.ts';
import { effectParkedMessage } from './messages.ts';
import { createRunJournal, getEffect } from './run-journal.ts';

export type EffectsPorts = Pick<Ports, 'store' | 'clock' | 'logger' | 'looks' | 'writer' | 'deadline'>;

type Tried = { run: Run; result: EffectResult<EffectOutcome> };

/**
 * The first try of effects that this worker has just written with their claims, one after the other.
 * Resolves to the run as it stands then. `sent`: ids of messages of its outbox that SQS has.
 */
export async function callClaimedEffects(
  ports: EffectsPorts,
  run: Run,
  effects: readonly RunEffect[],
  sent: readonly string[],
): Promise<Run> {
  let current = run;
  for (const { id, epoch } of effects) {
    const overtaken = getEffect(current, id).epoch !== epoch;
    if (!overtaken) current = (await tryEffect(ports, current, id, sent, callClaimed)).run;
  }
  return current;
}

/** Takes an effect one try further that was intended before. */
export function resumeEffect(ports: EffectsPorts, run: Run, effectId: string): Promise<Tried> {
  return tryEffect(ports, run, effectId, [], runEffect);
}

async function tryEffect(
  ports: EffectsPorts,
  run: Run,
  effectId: string,
  sent: readonly string[],
  step: typeof runEffect | typeof callClaimed,
): Promise<Tried> {
  const { store, clock, logger, writer, looks, deadline } = ports;
  const intended = getEffect(run, effectId);
  const effect = getEffectKind(intended.kind).open({ writer, looks }, intended);
  const journal = createRunJournal({ store, clock, run, effectId, sent, tell });
  const limits = effectLimits({ now: clock.now(), deadline });
  const withPorts: EffectPorts<EffectOutcome> = { journal, limits, clock };
  const result = await step(effect, withPorts);
  const log = result.kind === 'parked' ? logger.warn : logger.info;
  log(`effect ${result.kind}`, { ...result, run: run.id, effect: effectId, effectKind: intended.kind });
  return { run: journal.run(), result };
}

/** A word in the run's thread; and its card, where that shows or showed the effect as parked. */
function tell(run: Run, effect: RunEffect): Outgoing[] {
  const { id, kind, parked, outcome = {}, resolvedAt, epoch } = effect;
  const card = parked === undefined && resolvedAt === undefined ? [] : [cardNotification(run, runCardMessage(run))];
  if (parked !== undefined)
    return [...card, threadNotification(run, `${id} parked ${epoch}`, effectParkedMessage(effect, parked.reason))];
  const message = getEffectKind(kind).told(effect, outcome);
  return message === undefined ? card : [...card, threadNotification(run, id, message)];
}
