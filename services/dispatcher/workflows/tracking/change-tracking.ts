/** Applies the press of a button to the tracking it belongs to, or tells the person why not. */
import { codeSpan, type Message, refusalMessage } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import { changeOnInteraction } from '../../effects/change-on-interaction.ts';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import type { Interaction, Ports } from '../../ports.ts';
import { startedBy } from './stage-intent.ts';
import { trackingRules } from './tracking-rules.ts';

/** `reason`: a reason code. `startsStage`: the current stage stands and falls with the effect. */
export type PressDecision<Refusal> =
  | { verdict: 'taken'; next: Tracking; intent: EffectIntent; startsStage: boolean }
  | { verdict: 'refused'; reason: Refusal };

export type PressStep<Refusal> = {
  /** Pure. */
  decide(tracking: Tracking): PressDecision<Refusal>;
  /** What the person is told. */
  takenMessage(): Message;
  refusedMessage(reason: Refusal, tracking: Tracking): Message;
};

export async function changeTracking<Refusal extends string>(
  ports: Ports,
  interaction: Interaction,
  trackingId: string,
  step: PressStep<Refusal>,
): Promise<void> {
  await changeOnInteraction<'tracking', PressDecision<Refusal>>(ports, trackingRules, interaction, {
    ownerId: trackingId,
    decide(tracking) {
      const verdict = step.decide(tracking);
      if (verdict.verdict === 'refused') return { verdict };
      const { next, intent, startsStage } = verdict;
      return { verdict, next: startsStage ? startedBy(next, interaction.id, intent) : next, intents: [intent] };
    },
    answer: (decision, tracking) =>
      decision.verdict === 'taken' ? step.takenMessage() : step.refusedMessage(decision.reason, tracking),
    outcome: (decision) => (decision.verdict === 'taken' ? 'answered' : decision.reason),
    notFound: { outcome: 'follow_not_found', message: trackingNotFoundMessage(trackingId) },
  });
}

export function trackingNotFoundMessage(trackingId: string): Message {
  return refusalMessage(
    'follow_not_found',
    `Nothing is known of ${codeSpan(trackingId)} any more. Run the command again, or open the run on GitHub.`,
  );
}
