/** The Discard button: cancels a proposal that nobody has started. */
import type { ButtonPressed } from '@valine/contracts';
import type { Ports } from '../../ports.ts';
import { changePlan } from '../record/change-plan.ts';
import { planEndPings } from '../record/plan-end-pings.ts';
import { type DiscardDecision, decideDiscard } from './decide.ts';
import { discardedNote, discardMessage } from './messages.ts';

export async function handleDiscardButton(ports: Ports, press: ButtonPressed): Promise<void> {
  await changePlan<DiscardDecision>(ports, press, press.argument, {
    decide: decideDiscard,
    changes: ({ verdict }) =>
      verdict === 'discarded'
        ? { state: 'cancelled', endedAt: ports.clock.now(), endNote: discardedNote(press.person.name) }
        : {},
    answer: discardMessage,
    extraMessages: ({ verdict }, plan) => (verdict === 'discarded' ? planEndPings(plan, press.person) : []),
  });
}
