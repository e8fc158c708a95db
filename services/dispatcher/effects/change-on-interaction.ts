/** Applies what a person asked for to the owner they named, and answers them: once, however often the question comes. */
import { type Message, reasonCodeOf } from '@valine/contracts';
import type { OwnerKind, RecordOf } from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import { type Answer, answerOnce, finishEarlierAnswer } from '../replies/answer-once.ts';
import { answerNotification } from '../replies/notifications.ts';
import { changeOwner, type OwnerChange } from './change-owner.ts';
import type { OwnerRules } from './owner-rules.ts';

export type InteractionStep<K extends OwnerKind, Verdict> = {
  ownerId: string;
  /** Pure. */
  decide(owner: RecordOf<K>): OwnerChange<K, Verdict>;
  /** What the person is told; `owner` is the changed one. */
  answer(verdict: Verdict, owner: RecordOf<K>): Message;
  /** For the audit, where the verdict changes nothing: a reason code. */
  outcome(verdict: Verdict, owner: RecordOf<K>): string;
  notFound: Answer;
};

export async function changeOnInteraction<K extends OwnerKind, Verdict>(
  ports: Ports,
  rules: OwnerRules<K>,
  interaction: Interaction,
  step: InteractionStep<K, Verdict>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, interaction)) return;
  const result = await changeOwner<K, Verdict>(ports, rules, {
    source: interaction.id,
    ownerId: step.ownerId,
    decide(owner) {
      const change = step.decide(owner);
      const answer = (next: RecordOf<K>) => answerNotification(interaction.reply, step.answer(change.verdict, next));
      const messages = (next: RecordOf<K>) => [...(change.messages?.(next) ?? []), answer(next)];
      const reasonCode = change.next && reasonCodeOf(step.answer(change.verdict, change.next));
      return { ...change, messages, reasonCode, isRemembered: true };
    },
  });
  if (result === undefined) return answerOnce(ports, interaction, step.notFound);
  const { owner, verdict, isWritten } = result;
  if (isWritten || verdict === 'applied_before') return;
  const answered = { outcome: step.outcome(verdict, owner), message: step.answer(verdict, owner) };
  await answerOnce(ports, interaction, answered);
}
