/** `tracking.observed`: what the verifier saw of a workflow run moves its tracking, and starts the stage after it. */
import { isSameTicket, ticketFor } from '@valine/admission';
import type { TrackingObserved } from '@valine/contracts';
import { isTrackingEnded, type Tracking } from '@valine/records';
import { assertTicket } from '../../admission/trust.ts';
import { changeOwner, type OwnerChange } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { decideObserved, type ObservedDecision } from './decide-observed.ts';
import { stageIntent, startedBy } from './stage-intent.ts';
import { trackingRules } from './tracking-rules.ts';

export async function handleTrackingObserved(ports: Ports, observed: TrackingObserved): Promise<void> {
  const { admissionKey, clock, logger, settings } = ports;
  const { id, trackingId } = observed;
  const result = await changeOwner(ports, trackingRules, {
    source: id,
    ownerId: trackingId,
    decide(tracking): OwnerChange<'tracking', Verdict> {
      if (lacksTicket(tracking)) return askAnew(tracking, admissionKey, clock.now());
      assertAnswers(tracking, observed);
      return toChange(decideObserved(tracking, observed, clock.now(), settings.trackingTimeoutMs), id, settings);
    },
  });
  if (result === undefined)
    return logger.warn('the tracking of an observation is no more', { tracking: trackingId, id });
  const { owner, verdict } = result;
  logger.info(`tracking ${owner.state}`, { tracking: trackingId, id, verdict });
}

type Verdict = ObservedDecision['kind'] | 'asked-anew';

/** It was begun by a version that gave none. */
function lacksTicket({ stages }: Tracking): boolean {
  return stages.some(({ ticket }) => ticket === undefined);
}

/** Nobody can say who has sent it: so its stages get their tickets, and GitHub is asked. `now`: epoch milliseconds. */
function askAnew(tracking: Tracking, admissionKey: string, now: number): OwnerChange<'tracking', Verdict> {
  if (isTrackingEnded(tracking)) return { verdict: 'nothing' };
  const { id, fallbackPoll: { since, polls } = { since: 0, polls: 0 } } = tracking;
  const stages = tracking.stages.map((stage, index) => ({ ticket: ticketFor(admissionKey, [id, index]), ...stage }));
  const fallbackPoll = { since: Math.max(now, since + 1), polls };
  return { verdict: 'asked-anew', next: { ...tracking, stages, fallbackPoll } };
}

/** @throws NotAdmitted for what was observed for another, or for none */
function assertAnswers({ stages }: Tracking, observed: TrackingObserved): void {
  const { ticket } = stages[observed.stage] ?? {};
  assertTicket(observed, ticket !== undefined && isSameTicket(ticket, observed.ticket ?? ''));
}

/** An observation twice changes nothing by itself, so it is not remembered. */
function toChange(
  decision: ObservedDecision,
  source: string,
  settings: Ports['settings'],
): OwnerChange<'tracking', Verdict> {
  if (decision.kind === 'nothing') return { verdict: decision.kind };
  const { next, begins } = decision;
  const intent = begins && stageIntent(next, begins, settings);
  if (intent === undefined) return { verdict: decision.kind, next };
  return { verdict: decision.kind, next: startedBy(next, source, intent), intents: [intent] };
}
