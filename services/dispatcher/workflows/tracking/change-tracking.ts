/** Applies what was pressed or observed to one follow, with the message that tells of it and the effect it brings about. */
import type { Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  changeRecord,
  currentStage,
  type EffectRecord,
  effectDue,
  expiryOf,
  type Tracking,
  withCurrentStage,
} from '@valine/records';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import { effectLimits } from '../../effects/effect-limits.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import { startEffects } from '../../effects/start-effects.ts';
import type { Ports } from '../../ports.ts';
import { showIfChanged } from './show-tracking.ts';
import { nextPoll, trackingPoll } from './tracking-poll.ts';

/** `next` is absent where nothing changes. */
export type TrackingChange<Verdict> = {
  verdict: Verdict;
  next?: Tracking;
  /** The effect that the change brings about; with `startsStage` the current stage stands and falls with it. */
  effect?: { intent: EffectIntent; startsStage: boolean } | undefined;
  extraMessages?: readonly Outgoing[];
};

export type TrackingStep<Verdict> = {
  /** Interaction id, or id of the observation. */
  source: string;
  trackingId: string;
  /** An interaction is kept in mind, so that it is taken in once; an observation twice changes nothing by itself. */
  isInteraction: boolean;
  /** Pure. */
  decide(tracking: Tracking): TrackingChange<Verdict>;
};

/** One read and one write; the effect it brings about is one call and one more write. Undefined: there is no such follow. */
export async function changeTracking<Verdict>(
  ports: Ports,
  step: TrackingStep<Verdict>,
): Promise<{ tracking: Tracking; verdict: Verdict | 'taken_before' } | undefined> {
  type Taken = { verdict: Verdict | 'taken_before'; effects: readonly EffectRecord[] };
  const { record, verdict } = await changeRecord<'tracking', Taken | undefined>(
    ports.store,
    'tracking',
    step.trackingId,
    (tracking) => {
      if (tracking === undefined) return { verdict: undefined };
      if (step.isInteraction && tracking.applied.includes(step.source))
        return { verdict: { verdict: 'taken_before', effects: [] } };
      const change = step.decide(tracking);
      if (change.next === undefined) return { verdict: { verdict: change.verdict, effects: [] } };
      const effects = effectsOf(ports, tracking, step.source, change);
      const next = takeIn(tracking, change.next, change, effects, step, ports.clock.now());
      return { next, verdict: { verdict: change.verdict, effects } };
    },
  );
  if (record === undefined || verdict === undefined) return undefined;
  if (verdict.effects.length === 0) await flushOutbox(ports, record);
  else await startEffects(ports, record, verdict.effects);
  return { tracking: record, verdict: verdict.verdict };
}

function effectsOf<Verdict>(
  { clock, deadline }: Ports,
  tracking: Tracking,
  source: string,
  { effect }: TrackingChange<Verdict>,
): EffectRecord[] {
  const now = clock.now();
  return toEffectRecords(tracking, source, effect ? [effect.intent] : [], now, effectLimits({ now, deadline }));
}

function takeIn<Verdict>(
  tracking: Tracking,
  changed: Tracking,
  { effect, extraMessages = [] }: TrackingChange<Verdict>,
  effects: readonly EffectRecord[],
  { source, isInteraction }: TrackingStep<Verdict>,
  now: number,
): Tracking {
  const [first] = effects;
  const next: Tracking = {
    ...(first && effect?.startsStage
      ? withCurrentStage(changed, { ...currentStage(changed), effectId: first.id })
      : changed),
    version: tracking.version + 1,
    updatedAt: now,
    expiresAt: expiryOf(now),
    applied: isInteraction ? [...tracking.applied, source] : tracking.applied,
    effects: [...tracking.effects, ...effects],
  };
  const fallbackPoll = fallbackPollOf(tracking, next, source, now);
  const returns = effects.map((each) => effectDue(tracking, each));
  return {
    ...next,
    outbox: [...tracking.outbox, ...showIfChanged(tracking, next), ...extraMessages, ...fallbackPoll, ...returns],
  };
}

/** A check for a stage that begins, or one that takes the place of those before it. */
function fallbackPollOf(
  before: Tracking,
  { fallbackPoll, ...next }: Tracking,
  source: string,
  now: number,
): Outgoing[] {
  if (currentStage(next).beganAt !== currentStage(before).beganAt) return [trackingPoll(next, source, now)];
  return fallbackPoll === undefined || fallbackPoll.since === before.fallbackPoll?.since
    ? []
    : [nextPoll(next, source, fallbackPoll)];
}
