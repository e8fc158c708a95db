/** Applies a press of a button to the follow it belongs to, or tells the presser why not. */
import type { Message } from '@valine/contracts';
import type { Follow } from '@valine/runs';
import { answerOnce, finishEarlierAnswer } from '../answer/answer-once.ts';
import { answerNotification } from '../answer/notifications.ts';
import type { EffectIntent } from '../effects/define-effect.ts';
import type { Asked, Ports } from '../ports.ts';
import { changeFollow } from './change-follow.ts';
import { followNotFoundMessage } from './messages.ts';

/** `reason`: a reason code. */
export type AskedDecision<Refusal> =
  | { verdict: 'taken'; next: Follow; intent: EffectIntent; startsStage: boolean }
  | { verdict: 'refused'; reason: Refusal };

export type AskedFollowStep<Refusal> = {
  /** Pure. */
  decide(follow: Follow): AskedDecision<Refusal>;
  /** What the presser is told. */
  takenMessage(): Message;
  refusedMessage(reason: Refusal, follow: Follow): Message;
};

export async function changeAskedFollow<Refusal extends string>(
  ports: Ports,
  asked: Asked,
  followId: string,
  step: AskedFollowStep<Refusal>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, asked)) return;
  const result = await changeFollow<AskedDecision<Refusal>>(ports, {
    source: asked.id,
    followId,
    isInteraction: true,
    decide(follow) {
      const decision = step.decide(follow);
      if (decision.verdict === 'refused') return { verdict: decision };
      const { next, intent, startsStage } = decision;
      const besides = [answerNotification(asked.reply, step.takenMessage())];
      return { verdict: decision, next, effect: { intent, startsStage }, besides };
    },
  });
  if (result === undefined) {
    await answerOnce(ports, asked, { outcome: 'follow_not_found', message: followNotFoundMessage(followId) });
  } else if (result.verdict !== 'taken_before' && result.verdict.verdict === 'refused') {
    const { reason } = result.verdict;
    await answerOnce(ports, asked, { outcome: reason, message: step.refusedMessage(reason, result.follow) });
  }
}
