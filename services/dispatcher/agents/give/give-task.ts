/** Gives a task to a coding agent: once for a source, within what the settings allow. */
import type { Outgoing, Person } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { isAgentAtWork, isPlanEnded, type TaskRecord, taskId } from '@valine/records';
import type { CodingAgent } from '@valine/settings';
import { changeOwner } from '../../effects/change-owner.ts';
import { effectIdOf } from '../../effects/intend-effects.ts';
import type { Ports } from '../../ports.ts';
import { knownState, soon } from '../../tasks/progress/decide.ts';
import { taskRules } from '../../tasks/record/task-rules.ts';
import { adapterOf } from '../adapters/index.ts';
import { hasFallenAway } from '../record/agent.ts';
import type { SlotVerdict } from '../slots/decide.ts';
import { freeSlot, takeSlot } from '../slots/slots.ts';
import { type GiveRefusal, givenTask, refusalOfGiving } from './decide.ts';

export type GiveRequest = {
  /** Interaction id, or that of a message. */
  source: string;
  planId: string;
  /** Of the issue. */
  number: number;
  /** In `CODING_AGENTS`. */
  name: string;
  by: Person;
  /** What is wanted of it, where that is not the issue as a whole. */
  text?: string;
  /** What goes out with it. */
  messages(task: TaskRecord): Outgoing[];
};

export type GiveProblem =
  | { is: 'agent_unknown' | 'agent_cannot_be_asked'; name: string }
  | GiveRefusal
  | Exclude<SlotVerdict, { is: 'taken' }>;

/** `before`: by another copy of what asks for it. */
export type GiveVerdict = { is: 'given' } | { is: 'before' } | GiveProblem;

/** A slot is taken before the task is given, and freed if it is not: so many are never at work as have none. */
export async function giveTask(ports: Ports, request: GiveRequest): Promise<GiveVerdict> {
  const { source, planId, number, name } = request;
  const agent = agentNamed(ports, name);
  if (agent === undefined) return { is: 'agent_unknown', name };
  if (request.text !== undefined && !adapterOf(agent).asks) return { is: 'agent_cannot_be_asked', name };
  const task = await ports.store.find('task', taskId(planId, number));
  if (task?.applied.includes(source)) {
    await flushOutbox(ports, task);
    return { is: 'before' };
  }
  const refusal = task === undefined ? ({ is: 'task_not_begun' } as const) : await refusalOf(ports, task);
  if (refusal !== undefined) return refusal;
  const slot = await takeSlot(ports, { id: source, planId, number, agent: name, costUsd: agent.cost_usd });
  return slot.is === 'taken' ? give(ports, request, agent) : slot;
}

export function agentNamed(
  { settings: { codingAgents } }: Pick<Ports, 'settings'>,
  name: string,
): CodingAgent | undefined {
  return Object.hasOwn(codingAgents, name) ? codingAgents[name] : undefined;
}

async function refusalOf({ store }: Ports, task: TaskRecord): Promise<GiveRefusal | undefined> {
  const plan = await store.find('plan', task.planId);
  const isOver = plan === undefined || isPlanEnded(plan) || hasFallenAway(plan, task);
  return isOver ? { is: 'task_has_ended' } : refusalOfGiving(task);
}

async function give(ports: Ports, request: GiveRequest, agent: CodingAgent): Promise<GiveVerdict> {
  const { source, planId, number, name, by, text, messages } = request;
  const adapter = adapterOf(agent);
  const changed = await changeOwner<'task', GiveVerdict>(ports, taskRules, {
    source,
    ownerId: taskId(planId, number),
    decide(task) {
      const refusal = refusalOfGiving(task);
      if (refusal !== undefined) return { verdict: refusal };
      const job = { task, id: source, giving: source, by: by.name, workflowRef: ports.settings.workflowRef };
      const intent = text === undefined ? adapter.start(job) : adapter.say(job, text);
      const { label = name, kind } = agent;
      const about = { id: source, name, kind, label, login: adapter.login, by, at: ports.clock.now() };
      const given = givenTask(task, { ...about, effectId: effectIdOf(task, source, intent) });
      // Whose turn it is with one that is ready is another matter, now that an agent may write it.
      const look = knownState(task) === 'ready' ? soon(given, ports.clock.now()) : {};
      return {
        verdict: { is: 'given' },
        next: look.next ?? given,
        intents: [intent],
        messages: (after) => [...messages(after), ...(look.messages?.() ?? [])],
        isRemembered: true,
      };
    },
  });
  if (changed?.owner.agent?.id !== source || !isAgentAtWork(changed.owner))
    await freeSlot(ports, source, changed?.verdict === 'applied_before');
  if (changed === undefined) return { is: 'task_not_begun' };
  return changed.verdict === 'applied_before' ? { is: 'before' } : changed.verdict;
}
