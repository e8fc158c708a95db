/** A person answers the coding agent of a task, or asks it for changes, by the window that the button opened. */
import type { ButtonPressed } from '@valine/contracts';
import { isAgentAtWork, operationId, type TaskRecord, taskId } from '@valine/records';
import { changeOnInteraction } from '../../effects/change-on-interaction.ts';
import type { OwnerChange } from '../../effects/change-owner.ts';
import { effectIdOf } from '../../effects/intend-effects.ts';
import type { Ports } from '../../ports.ts';
import { answerOnce, finishEarlierAnswer } from '../../replies/answer-once.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { adapterOf } from '../adapters/index.ts';
import { agentNamed } from '../give/give-task.ts';
import { giveOnPress } from '../give/handle.ts';
import { notGivenMessage } from '../give/messages.ts';
import { agentTells } from '../record/agent.ts';
import { readArgument } from '../record/read-argument.ts';
import { takeRound } from '../slots/slots.ts';
import {
  noTaskMessage,
  noTextMessage,
  notAtWorkMessage,
  saidMessage,
  stillRunsMessage,
  toldEnoughMessage,
} from './messages.ts';

type Verdict = 'said' | 'agent_not_at_work' | 'agent_told_enough' | 'agent_unknown' | 'agent_cannot_be_asked';

/** What was said stays in the record of the task, which is to stay small. */
const MOST_SAID = 40;

/** A workflow is started anew with it, once its run has ended: that takes none of the slots, and counts for the day. */
export async function handleAnswerButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { planId, number, what: giving } = readArgument(press.argument);
  const task = await ports.store.find('task', taskId(planId, number));
  const isRun = task?.agent?.id === giving && task.agent.kind === 'workflow' && isAgentAtWork(task);
  const isText = (press.text?.trim() ?? '') !== '';
  if (!isRun || !isText || task.applied.includes(press.id)) return say(ports, press);
  if (await finishEarlierAnswer(ports, press)) return;
  if (await mayRunStill(ports, task))
    return answerOnce(ports, press, { outcome: 'agent_still_runs', message: stillRunsMessage(task) });
  const agent = agentNamed(ports, task.agent?.name ?? '');
  const round = await takeRound(ports, { id: press.id, costUsd: agent?.cost_usd });
  if (round.is === 'taken') return say(ports, press);
  await answerOnce(ports, press, { outcome: round.is, message: notGivenMessage(round) });
}

/** What cannot be seen may go on. Where GitHub never told which run it is, that it asks tells that it has ended. */
async function mayRunStill({ lookups, logger }: Ports, { id, agent }: TaskRecord): Promise<boolean> {
  if (agent?.state === 'given') return true;
  if (agent?.runId === undefined) return false;
  try {
    const run = await lookups.findWorkflowRun(agent.runId);
    return run !== undefined && run.status !== 'completed';
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    logger.warn('the run of an agent could not be looked at', { task: id, runId: agent.runId, problem });
    return true;
  }
}

/** One that is done begins anew with it, which takes a slot and counts for the day. */
export async function handleChangesButton(ports: Ports, press: ButtonPressed): Promise<void> {
  const { planId, number, what: giving } = readArgument(press.argument);
  const task = await ports.store.find('task', taskId(planId, number));
  const text = press.text?.trim() ?? '';
  const isOver = task?.agent?.id === giving && task.agent.state === 'done';
  const isDoneBefore = task?.applied.includes(press.id);
  if (!isOver || text === '' || isDoneBefore || task.agent === undefined) return say(ports, press);
  await giveOnPress(ports, press, { planId, number, name: task.agent.name, text });
}

async function say(ports: Ports, press: ButtonPressed): Promise<void> {
  const { planId, number, what: giving } = readArgument(press.argument);
  if (await finishEarlierAnswer(ports, press)) return;
  const text = press.text?.trim() ?? '';
  if (text === '') return answerOnce(ports, press, { outcome: 'text_missing', message: noTextMessage() });
  await changeOnInteraction<'task', Verdict>(ports, taskRules, press, {
    ownerId: taskId(planId, number),
    decide: (task) => decideSay(ports, press, task, giving, text),
    answer: (verdict, task) => answerMessage(verdict, task),
    outcome: (verdict) => verdict,
    notFound: { outcome: 'task_not_begun', message: noTaskMessage() },
  });
}

function decideSay(
  ports: Ports,
  { id, person }: ButtonPressed,
  task: TaskRecord,
  giving: string,
  text: string,
): OwnerChange<'task', Verdict> {
  if (task.agent?.id !== giving || !isAgentAtWork(task)) return { verdict: 'agent_not_at_work' };
  if (task.effects.filter(({ params }) => params.giving !== undefined).length >= MOST_SAID)
    return { verdict: 'agent_told_enough' };
  const agent = agentNamed(ports, task.agent.name);
  if (agent === undefined) return { verdict: 'agent_unknown' };
  const adapter = adapterOf(agent);
  if (!adapter.asks) return { verdict: 'agent_cannot_be_asked' };
  const job = { task, id: operationId(id, 'say'), giving, by: person.name, workflowRef: ports.settings.workflowRef };
  const intent = adapter.say(job, text);
  const told = agentTells(task, ports.clock.now());
  const next = agent.kind === 'workflow' ? withNewRun(told, effectIdOf(task, id, intent)) : told;
  return { verdict: 'said', next, intents: [intent] };
}

/** It is followed by the run that is started now. */
function withNewRun(task: TaskRecord, effectId: string): TaskRecord {
  if (task.agent === undefined) return task;
  const { runId: _, ...agent } = task.agent;
  return { ...task, agent: { ...agent, effectId } };
}

function answerMessage(verdict: Verdict, task: TaskRecord) {
  switch (verdict) {
    case 'said':
      return saidMessage(task);
    case 'agent_not_at_work':
      return notAtWorkMessage(task);
    case 'agent_told_enough':
      return toldEnoughMessage(task);
    case 'agent_unknown':
    case 'agent_cannot_be_asked':
      return notGivenMessage({ is: verdict, name: task.agent?.name ?? '' });
  }
}
