/** A task is given to a coding agent: by the button in its plan's thread, or by the policy. */
import type { AgentGive, ButtonPressed } from '@valine/contracts';
import { taskId } from '@valine/records';
import { changeOwner } from '../../effects/change-owner.ts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { answerNotification, threadLine } from '../../replies/notifications.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { readArgument } from '../record/read-argument.ts';
import { giveTask } from './give-task.ts';
import { givenMessage, notGivenMessage, notGivenText } from './messages.ts';

export async function handleGiveButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { planId, number, what: name } = readArgument(press.argument);
  await giveOnPress(ports, press, { planId, number, name });
}

/** The person who pressed is answered in any case. */
export async function giveOnPress(
  ports: Ports,
  press: ButtonPressed,
  asked: { planId: string; number: number; name: string; text?: string },
): Promise<void> {
  if (await finishEarlierAnswer(ports, press)) return;
  const verdict = await giveTask(ports, {
    ...asked,
    source: press.id,
    by: press.person,
    messages: (task) => [answerNotification(press.reply, givenMessage(task))],
  });
  if (verdict.is === 'given' || verdict.is === 'before') return;
  await answerOnce(ports, press, { outcome: verdict.is, message: notGivenMessage(verdict) });
}

/** Nobody waits for an answer: what stands against it is told in the thread, where it can be given by hand. */
export async function handleAgentGive(ports: Ports, message: AgentGive): Promise<void> {
  const { id: source, planId, number, agent: name } = message;
  const task = await ports.store.find('task', taskId(planId, number));
  if (task === undefined) return;
  const verdict = await giveTask(ports, { source, planId, number, name, by: task.requestedBy, messages: () => [] });
  if (verdict.is === 'given' || verdict.is === 'before' || verdict.is === 'agent_already') return;
  ports.logger.warn('a task is not given to an agent', { planId, number, agent: name, reasonCode: verdict.is });
  const content = `⚠️ #${number} is not given to an agent: ${notGivenText(verdict)}\n-# reason_code: ${verdict.is}`;
  await changeOwner(ports, taskRules, {
    source,
    ownerId: task.id,
    decide: (found) => ({
      verdict: 'told',
      next: found,
      messages: () => [threadLine(task.cardKey, planId, source, { content })],
      isRemembered: true,
    }),
  });
}
