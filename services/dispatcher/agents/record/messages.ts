/** What every change of a task brings about for its coding agent: its message in the thread, a line there, and what frees its slot. */
import { isDeepStrictEqual } from 'node:util';
import type { Message, Outgoing } from '@valine/contracts';
import { type EffectRecord, isAgentAtWork, operationId, type TaskRecord } from '@valine/records';
import { panelNotification, threadLine } from '../../replies/notifications.ts';
import { agentLine, agentPanel, notReachedText } from './texts.ts';

/** The first look; how long it waits for the next one is decided there. */
const LOOK_SECONDS = 300;

export function agentMessages(before: TaskRecord, task: TaskRecord): Outgoing[] {
  if (task.agents === undefined && task.agent === undefined) return [];
  return [
    ...given(before, task),
    ...panel(before, task),
    ...line(before, task),
    ...look(before, task),
    ...ended(before, task),
  ];
}

/** By the policy, once there is a pull request. */
function given(before: TaskRecord, { id, planId, issue, pullRequest, agentByPolicy }: TaskRecord): Outgoing[] {
  if (agentByPolicy === undefined || pullRequest === undefined || before.pullRequest !== undefined) return [];
  return [
    { type: 'agent.give', id: operationId(id, 'agent by policy'), planId, number: issue.number, agent: agentByPolicy },
  ];
}

/** Of a task that begins with a pull request. */
export function shownPanel(task: TaskRecord): Outgoing[] {
  return task.agents === undefined ? [] : [panelNotification(task, agentPanel(task))];
}

function panel(before: TaskRecord, task: TaskRecord): Outgoing[] {
  if (task.pullRequest === undefined) return [];
  const isSame = before.pullRequest !== undefined && isDeepStrictEqual(agentPanel(before), agentPanel(task));
  return isSame ? [] : [panelNotification(task, agentPanel(task))];
}

function line(before: TaskRecord, task: TaskRecord): Outgoing[] {
  const { agent, id, planId, cardKey, version } = task;
  if (agent === undefined) return [];
  const isSame = agent.id === before.agent?.id && agent.state === before.agent.state;
  const isSaid = isSame && agent.question?.text === before.agent?.question?.text;
  const message = isSaid ? undefined : agentLine(task, agent);
  if (message === undefined) return [];
  const { pings, ...quiet } = message;
  // Whoever is waited for knows it: further questions are shown, and ping nobody.
  const told = isSame || pings === undefined ? quiet : message;
  return [threadLine(cardKey, planId, `${id} agent ${version}`, told)];
}

function look(before: TaskRecord, { id, planId, issue, agent }: TaskRecord): Outgoing[] {
  if (agent === undefined || agent.id === before.agent?.id) return [];
  const about = { planId, number: issue.number, giving: agent.id, afterSeconds: LOOK_SECONDS };
  return [{ type: 'agent.look', id: operationId(id, `look at agent ${agent.id}`), ...about }];
}

/** Also of the one before it, should another have it now. */
function ended(before: TaskRecord, task: TaskRecord): Outgoing[] {
  const { agent: earlier } = before;
  if (earlier === undefined || !isAgentAtWork(before)) return [];
  if (isAgentAtWork(task) && task.agent?.id === earlier.id) return [];
  const about = { planId: task.planId, number: task.issue.number, giving: earlier.id };
  return [{ type: 'agent.ended', id: operationId(task.id, `agent ended ${earlier.id}`), ...about }];
}

/** In the thread: who said it was told that it would be. */
export function notReachedMessage(task: TaskRecord, { params: { giving } }: Pick<EffectRecord, 'params'>): Message {
  const name = task.agentGivings?.find(({ id }) => id === giving)?.name;
  const label = task.agent?.id === giving ? task.agent?.label : task.agents?.find((each) => each.name === name)?.label;
  return { content: notReachedText(task, label ?? name ?? 'the agent') };
}
