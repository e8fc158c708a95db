/** `follow.observed`: what the verifier saw of a followed workflow run moves the follow, and starts the stage after it. */
import type { FollowObserved } from '@valine/contracts';
import type { Ports } from '../ports.ts';
import { changeFollow, type FollowChange } from './change-follow.ts';
import { decideObserved, type ObservedDecision } from './decide-observed.ts';
import { stageIntent } from './stage-intent.ts';

export async function handleFollowObserved(ports: Ports, observed: FollowObserved): Promise<void> {
  const { clock, logger, settings } = ports;
  const change = await changeFollow(ports, {
    source: observed.id,
    followId: observed.followId,
    isInteraction: false,
    decide: (follow) => toChange(decideObserved(follow, observed, clock.now(), settings.followTimeoutMs), settings),
  });
  if (change === undefined)
    return logger.warn('an observation of a follow that is no more', { follow: observed.followId, id: observed.id });
  logger.info(`follow ${change.follow.state}`, { follow: observed.followId, id: observed.id, verdict: change.verdict });
}

function toChange(decision: ObservedDecision, settings: Ports['settings']): FollowChange<ObservedDecision['kind']> {
  if (decision.kind === 'nothing') return { verdict: decision.kind };
  const { next, begins } = decision;
  const intent = begins && stageIntent(next, begins, settings);
  return { verdict: decision.kind, next, effect: intent && { intent, startsStage: true } };
}
