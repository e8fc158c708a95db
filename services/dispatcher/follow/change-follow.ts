/** Applies what was pressed or observed to one follow, with the message that tells of it and the effect it brings about. */
import type { Outgoing } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import {
  changeRecord,
  currentStage,
  effectDue,
  expiryOf,
  type Follow,
  type RunEffect,
  withCurrentStage,
} from '@valine/runs';
import { bringAbout } from '../effects/bring-about.ts';
import type { EffectIntent } from '../effects/define-effect.ts';
import { effectLimits } from '../effects/effect-limits.ts';
import { toRunEffects } from '../effects/intend-effects.ts';
import type { Ports } from '../ports.ts';
import { followCheck, nextCheck } from './follow-check.ts';
import { showIfChanged } from './show-follow.ts';

/** `next` is absent where nothing changes. */
export type FollowChange<Verdict> = {
  verdict: Verdict;
  next?: Follow;
  /** The effect that the change brings about; with `startsStage` the current stage stands and falls with it. */
  effect?: { intent: EffectIntent; startsStage: boolean } | undefined;
  besides?: readonly Outgoing[];
};

export type FollowStep<Verdict> = {
  /** Interaction id, or id of the observation. */
  source: string;
  followId: string;
  /** An interaction is kept in mind, so that it is taken in once; an observation twice changes nothing by itself. */
  isInteraction: boolean;
  /** Pure. */
  decide(follow: Follow): FollowChange<Verdict>;
};

/** One read and one write; the effect it brings about is one call and one more write. Undefined: there is no such follow. */
export async function changeFollow<Verdict>(
  ports: Ports,
  step: FollowStep<Verdict>,
): Promise<{ follow: Follow; verdict: Verdict | 'taken_before' } | undefined> {
  type Taken = { verdict: Verdict | 'taken_before'; effects: readonly RunEffect[] };
  const { record, verdict } = await changeRecord<'follow', Taken | undefined>(
    ports.store,
    'follow',
    step.followId,
    (follow) => {
      if (follow === undefined) return { verdict: undefined };
      if (step.isInteraction && follow.applied.includes(step.source))
        return { verdict: { verdict: 'taken_before', effects: [] } };
      const change = step.decide(follow);
      if (change.next === undefined) return { verdict: { verdict: change.verdict, effects: [] } };
      const effects = effectsOf(ports, follow, step.source, change);
      const next = takeIn(follow, change.next, change, effects, step, ports.clock.now());
      return { next, verdict: { verdict: change.verdict, effects } };
    },
  );
  if (record === undefined || verdict === undefined) return undefined;
  if (verdict.effects.length === 0) await flushOutbox(ports, record);
  else await bringAbout(ports, record, verdict.effects);
  return { follow: record, verdict: verdict.verdict };
}

function effectsOf<Verdict>(
  { clock, deadline }: Ports,
  follow: Follow,
  source: string,
  { effect }: FollowChange<Verdict>,
): RunEffect[] {
  const now = clock.now();
  return toRunEffects(follow, source, effect ? [effect.intent] : [], now, effectLimits({ now, deadline }));
}

function takeIn<Verdict>(
  follow: Follow,
  changed: Follow,
  { effect, besides = [] }: FollowChange<Verdict>,
  effects: readonly RunEffect[],
  { source, isInteraction }: FollowStep<Verdict>,
  now: number,
): Follow {
  const [first] = effects;
  const next: Follow = {
    ...(first && effect?.startsStage
      ? withCurrentStage(changed, { ...currentStage(changed), effectId: first.id })
      : changed),
    version: follow.version + 1,
    updatedAt: now,
    expiresAt: expiryOf(now),
    applied: isInteraction ? [...follow.applied, source] : follow.applied,
    effects: [...follow.effects, ...effects],
  };
  const net = netOf(follow, next, source, now);
  const returns = effects.map((each) => effectDue(follow, each));
  return { ...next, outbox: [...follow.outbox, ...showIfChanged(follow, next), ...besides, ...net, ...returns] };
}

/** A check for a stage that begins, or one that takes the place of those before it. */
function netOf(before: Follow, { net, ...next }: Follow, source: string, now: number): Outgoing[] {
  if (currentStage(next).beganAt !== currentStage(before).beganAt) return [followCheck(next, source, now)];
  return net === undefined || net.since === before.net?.since ? [] : [nextCheck(next, source, net)];
}
