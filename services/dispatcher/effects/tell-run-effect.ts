/** What a run says of an effect that is done or parked: a word in its thread, and its card where that shows it. */
import type { Outgoing } from '@valine/contracts';
import type { Run, RunEffect } from '@valine/runs';
import { cardNotification, threadNotification } from '../answer/notifications.ts';
import { runCardMessage } from '../run-card/messages.ts';
import { getEffectKind } from './kinds.ts';
import { effectParkedMessage } from './messages.ts';

export function tellRunEffect(run: Run, effect: RunEffect): Outgoing[] {
  const { id, kind, parked, outcome = {}, resolvedAt, epoch } = effect;
  const card = parked === undefined && resolvedAt === undefined ? [] : showRun(run);
  if (parked !== undefined)
    return [...card, threadNotification(run, `${id} parked ${epoch}`, effectParkedMessage(effect, parked.reason))];
  const message = getEffectKind(kind).told(effect, outcome);
  return message === undefined ? card : [...card, threadNotification(run, id, message)];
}

export function showRun(run: Run): Outgoing[] {
  return [cardNotification(run, runCardMessage(run))];
}
