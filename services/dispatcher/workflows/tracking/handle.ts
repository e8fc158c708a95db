/** `tracking.observed`: what the verifier saw of a followed workflow run moves the follow, and starts the stage after it. */
import type { TrackingObserved } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { changeTracking, type TrackingChange } from './change-tracking.ts';
import { decideObserved, type ObservedDecision } from './decide-observed.ts';
import { stageIntent } from './stage-intent.ts';

export async function handleTrackingObserved(ports: Ports, observed: TrackingObserved): Promise<void> {
  const { clock, logger, settings } = ports;
  const change = await changeTracking(ports, {
    source: observed.id,
    trackingId: observed.trackingId,
    isInteraction: false,
    decide: (tracking) =>
      toChange(decideObserved(tracking, observed, clock.now(), settings.trackingTimeoutMs), settings),
  });
  if (change === undefined)
    return logger.warn('an observation of a follow that is no more', {
      tracking: observed.trackingId,
      id: observed.id,
    });
  logger.info(`follow ${change.tracking.state}`, {
    tracking: observed.trackingId,
    id: observed.id,
    verdict: change.verdict,
  });
}

function toChange(decision: ObservedDecision, settings: Ports['settings']): TrackingChange<ObservedDecision['kind']> {
  if (decision.kind === 'nothing') return { verdict: decision.kind };
  const { next, begins } = decision;
  const intent = begins && stageIntent(next, begins, settings);
  return { verdict: decision.kind, next, effect: intent && { intent, startsStage: true } };
}
