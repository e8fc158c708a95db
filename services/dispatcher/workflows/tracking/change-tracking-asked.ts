/** Applies a press of a button to the follow it belongs to, or tells the presser why not. */
import type { Message } from '@valine/contracts';
import type { Tracking } from '@valine/records';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import type { Interaction, Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { answerNotification } from '../../replies/notifications.ts';
import { changeTracking } from './change-tracking.ts';
import { trackingNotFoundMessage } from './messages.ts';

/** `reason`: a reason code. */
export type PressDecision<Refusal> =
  | { verdict: 'taken'; next: Tracking; intent: EffectIntent; startsStage: boolean }
  | { verdict: 'refused'; reason: Refusal };

export type AskedTrackingStep<Refusal> = {
  /** Pure. */
  decide(tracking: Tracking): PressDecision<Refusal>;
  /** What the presser is told. */
  takenMessage(): Message;
  refusedMessage(reason: Refusal, tracking: Tracking): Message;
};

export async function changeAskedTracking<Refusal extends string>(
  ports: Ports,
  interaction: Interaction,
  trackingId: string,
  step: AskedTrackingStep<Refusal>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, interaction)) return;
  const result = await changeTracking<PressDecision<Refusal>>(ports, {
    source: interaction.id,
    trackingId,
    isInteraction: true,
    decide(tracking) {
      const decision = step.decide(tracking);
      if (decision.verdict === 'refused') return { verdict: decision };
      const { next, intent, startsStage } = decision;
      const extraMessages = [answerNotification(interaction.reply, step.takenMessage())];
      return { verdict: decision, next, effect: { intent, startsStage }, extraMessages };
    },
  });
  if (result === undefined) {
    await answerOnce(ports, interaction, { outcome: 'follow_not_found', message: trackingNotFoundMessage(trackingId) });
  } else if (result.verdict !== 'taken_before' && result.verdict.verdict === 'refused') {
    const { reason } = result.verdict;
    await answerOnce(ports, interaction, { outcome: reason, message: step.refusedMessage(reason, result.tracking) });
  }
}
