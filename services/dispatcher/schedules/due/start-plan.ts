/** What `/plan` does, by a schedule: its card stands in the channel, and is approved as any other. */
import { type Message, reasonCodeOf } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { planId } from '@valine/records';
import { proposePlan } from '../../plans/plan/handle.ts';
import type { Ports } from '../../ports.ts';
import { refusalOrLater } from '../../repository/refusal-or-later.ts';
import type { Given, Outcome } from '../slot/decide.ts';
import { actorOf, reportNotification } from '../slot/notifications.ts';
import { enterAudit } from './enter-audit.ts';
import { planRefusedMessage } from './messages.ts';

export async function startPlan(ports: Ports, given: Given): Promise<Outcome> {
  const message = await planned(ports, given);
  const id = planId(given.slot.id);
  const isThere = message === undefined;
  const reasonCode = isThere ? undefined : (reasonCodeOf(message) ?? 'no_issues');
  await enterAudit(ports, given, { what: '/plan', ...(reasonCode === undefined ? { about: id } : { reasonCode }) });
  const messages = isThere ? [] : [reportNotification(given, given.channelId, message)];
  return () => ({ messages });
}

/** What is to be said where there is no plan; a copy finds the one that the first has made. */
async function planned(ports: Ports, { entry, slot, channelId }: Given): Promise<Message | undefined> {
  const made = await ports.store.find('plan', planId(slot.id));
  if (made !== undefined) return void (await flushOutbox(ports, made));
  const { label, limit } = entry;
  // Nobody waits for an answer: what would be one is a message of the channel.
  const reply = { interactionId: slot.id, applicationId: '', token: '', tokenExpiresAt: 0, channelId, private: false };
  const request = { id: slot.id, person: actorOf(entry), requestedAt: slot.at, reply };
  const options = { ...(label !== undefined && { label }), ...(limit !== undefined && { limit }) };
  try {
    return await proposePlan(ports, request, options);
  } catch (error) {
    return planRefusedMessage(entry, refusalOrLater(error));
  }
}
