/** Attempts the effects of an owner, through the one mechanism that makes writing calls. */
import { type AttemptPorts, attemptEffect, callClaimed, type EffectResult, type Later } from '@valine/effects';
import { flushOutbox, sendOutgoing } from '@valine/lambda-kit';
import {
  type EffectOutcome,
  type EffectRecord,
  effectDue,
  getEffect,
  type OwnerKind,
  type RecordOf,
  TransientError,
} from '@valine/records';
import { findRestriction } from '../operations/switches/switches.ts';
import type { Ports } from '../ports.ts';
import type { EffectTools } from './definition/define-effect.ts';
import { OUTDATED, refused } from './definition/judge-failure.ts';
import { createEffectJournal } from './effect-journal.ts';
import { effectLimits } from './intend-effects.ts';
import { getEffectKind } from './kinds/index.ts';
import type { OwnerRules } from './owner-rules.ts';

export type EffectPorts = Pick<Ports, 'store' | 'queues' | 'logger' | 'deadline' | 'switches'> & EffectTools;

type Attempted<K extends OwnerKind> = { owner: RecordOf<K>; result: EffectResult<EffectOutcome> };

/**
 * The first attempt of effects that this worker has just written with their claims, one after the other. Says what has
 * changed before it calls. What brings the dispatcher back to an effect stays in the outbox until the effect is done: it
 * is sent only if this worker does not get that far.
 */
export async function startEffects<K extends OwnerKind>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  owner: RecordOf<K>,
  effects: readonly EffectRecord[],
): Promise<void> {
  const returns = effects.map((effect) => effectDue(owner, effect).id);
  const told = owner.outbox.filter(({ id }) => !returns.includes(id));
  await sendOutgoing(ports.queues, told);
  const sent = told.map(({ id }) => id);
  let current = owner;
  for (const { id, epoch } of effects) {
    const isOvertaken = getEffect(current, id).epoch !== epoch;
    if (!isOvertaken) current = (await attempt(ports, rules, current, id, sent, callClaimed)).owner;
  }
  await flushOutbox(ports, current, sent);
}

/** Takes an effect that was intended before one attempt further. */
export function resumeEffect<K extends OwnerKind>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  owner: RecordOf<K>,
  effectId: string,
): Promise<Attempted<K>> {
  return attempt(ports, rules, owner, effectId, [], attemptEffect);
}

async function attempt<K extends OwnerKind>(
  ports: EffectPorts,
  rules: OwnerRules<K>,
  owner: RecordOf<K>,
  effectId: string,
  sent: readonly string[],
  step: typeof attemptEffect | typeof callClaimed,
): Promise<Attempted<K>> {
  const { store, clock, logger, deadline } = ports;
  const intended = getEffect(owner, effectId);
  const journal = createEffectJournal({ store, clock, rules, owner, effectId, sent });
  const opened = getEffectKind(intended.kind).open(ports, intended);
  const effect: typeof opened = {
    ...opened,
    call: async (claim) =>
      rules.isOutdated?.(journal.owner(), journal.effect()) ? refused(OUTDATED) : opened.call(claim),
    findHold: () => findPause(ports, rules.kind, intended.kind),
    blockedReason: () => rules.blockedReason(journal.owner(), journal.effect(), clock.now()),
  };
  const withPorts: AttemptPorts<EffectOutcome> = { journal, limits: effectLimits(clock.now(), deadline), clock };
  const result = await step(effect, withPorts);
  const log = result.kind === 'parked' ? logger.warn : logger.info;
  log(`effect ${result.kind}`, { ...result, [rules.kind]: owner.id, effect: effectId, effectKind: intended.kind });
  return { owner: journal.owner(), result };
}

/** They end what is under way. */
const STOPPING: readonly string[] = ['cancel-workflow-run', 'unassign'];

const FIRST_WAIT_MS = 60_000;
/** As long as a message can wait. */
const LONGEST_WAIT_MS = 900_000;
const STORE_AWAY_MS = 5000;

/**
 * While everything is paused no effect is called: what may have happened is looked for, and the rest waits. Why an effect of
 * that kind is not called now; undefined: it may be. The longer a pause lasts, the more seldom it is asked
 * about. Who asks in a comment is answered: that changes nothing.
 */
async function findPause(
  { switches, clock }: Pick<Ports, 'switches' | 'clock'>,
  owner: OwnerKind,
  kind: string,
): Promise<Later | undefined> {
  if (owner === 'comment' || STOPPING.includes(kind)) return undefined;
  try {
    const pause = findRestriction(await switches(), 'pause');
    if (pause === undefined) return undefined;
    if (pause === 'unknown') return later(LONGEST_WAIT_MS, 'whether everything is paused is not known');
    const afterMs = Math.min(Math.max((clock.now() - pause.at) / 4, FIRST_WAIT_MS), LONGEST_WAIT_MS);
    return later(Math.ceil(afterMs), 'everything is paused');
  } catch (error) {
    if (error instanceof TransientError) return later(STORE_AWAY_MS, 'the switches cannot be read now');
    throw error;
  }
}

function later(afterMs: number, reason: string): Later {
  return { kind: 'later', afterMs, reason };
}
