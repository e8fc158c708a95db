/** A tracking as an owner of effects: its one message, and the fallback poll that finds out what no webhook told. */
import { isDeepStrictEqual } from 'node:util';
import type { Outgoing, TrackingPoll } from '@valine/contracts';
import { currentStage, isTrackingEnded, operationId, type Tracking } from '@valine/records';
import type { OwnerRules } from '../../effects/owner-rules.ts';
import { trackingNotification, trackingPing } from '../../replies/notifications.ts';
import { trackingMessage } from '../card/messages.ts';
import { outcomeMessage, outcomeText } from '../card/outcome-messages.ts';
import { afterTrackingEffect } from './after-effect.ts';
import { trackingBlockedReason } from './blocked-reason.ts';

export const trackingRules: OwnerRules<'tracking'> = {
  kind: 'tracking',
  blockedReason: trackingBlockedReason,
  afterEffect: afterTrackingEffect,
  show: showTracking,
  changeMessages: (before, tracking, source) => [
    ...(isDeepStrictEqual(trackingMessage(before), trackingMessage(tracking)) ? [] : showTracking(tracking)),
    ...pollOf(before, tracking, source),
    ...outcomeOf(before, tracking),
    ...deployedOf(before, tracking),
    ...scheduleEndedOf(before, tracking),
  ],
  effectMessages: () => [],
};

export function showTracking(tracking: Tracking): Outgoing[] {
  return [trackingNotification(tracking, trackingMessage(tracking))];
}

/** After the card, so that who comes to look finds the end there. */
function outcomeOf(before: Tracking, tracking: Tracking): Outgoing[] {
  const message = outcomeMessage(before, tracking);
  return message === undefined ? [] : [trackingPing(tracking, message)];
}

/** The plan that was shipped hears of its deploy. */
function deployedOf(before: Tracking, tracking: Tracking): Outgoing[] {
  const { id, planId, version: revision } = tracking;
  if (planId === undefined || isTrackingEnded(before) || !isTrackingEnded(tracking)) return [];
  const text = outcomeText(tracking);
  return [{ type: 'plan.deployed', id: operationId(id, `deployed ${revision}`), planId, revision, text }];
}

/** The schedule that asked for it counts how it ended. */
function scheduleEndedOf(before: Tracking, { id, version, schedule, ...tracking }: Tracking): Outgoing[] {
  if (schedule === undefined || isTrackingEnded(before) || !isTrackingEnded(tracking)) return [];
  return [{ type: 'schedule.ended', id: operationId(id, `ended ${version}`), schedule, trackingId: id }];
}

/** `source`: the interaction, observation or effect that begins the stage. `now`: when it begins. */
export function trackingPoll({ id }: Pick<Tracking, 'id'>, source: string, now: number): TrackingPoll {
  return { type: 'tracking.poll', id: operationId(source, `check ${id}`), trackingId: id, requestedAt: now };
}

/** The first poll of a stage that begins, or one in the place of those before it. */
function pollOf(before: Tracking, { fallbackPoll, ...tracking }: Tracking, source: string): Outgoing[] {
  const { beganAt } = currentStage(tracking);
  if (beganAt !== undefined && beganAt !== currentStage(before).beganAt)
    return [trackingPoll(tracking, source, beganAt)];
  if (fallbackPoll === undefined || fallbackPoll.since === before.fallbackPoll?.since) return [];
  return [{ ...trackingPoll(tracking, source, fallbackPoll.since), polls: fallbackPoll.polls }];
}
