/** Whether a task can be given to a coding agent, and how the task stands then. Pure. */
import type { Person } from '@valine/contracts';
import { isAgentAtWork, type TaskAgent, type TaskRecord } from '@valine/records';

/** Why nothing is done about the agent of a task. */
export type AgentRefusal =
  | 'agent_unknown'
  | 'agent_already'
  | 'agents_busy'
  | 'agent_limit_today'
  | 'agent_cost_today'
  | 'agent_cannot_be_asked'
  | 'agent_cannot_be_stopped'
  | 'agent_not_at_work'
  | 'agent_still_runs'
  | 'task_has_ended'
  | 'task_not_begun';

export type GiveRefusal =
  | { is: 'agent_already'; label: string; by: string }
  | { is: 'task_has_ended' | 'task_not_begun' };

export function refusalOfGiving(task: TaskRecord): GiveRefusal | undefined {
  const { agent, seen, pullRequest } = task;
  if (seen?.is === 'merged' || seen?.is === 'closed') return { is: 'task_has_ended' };
  if (pullRequest === undefined) return { is: 'task_not_begun' };
  if (agent === undefined || !isAgentAtWork(task)) return undefined;
  return { is: 'agent_already', label: agent.label, by: agent.by.name };
}

export type Giving = Pick<TaskAgent, 'id' | 'name' | 'kind' | 'label' | 'by' | 'at'> & {
  login?: string | undefined;
  effectId: string;
};

export function givenTask(task: TaskRecord, { login, ...giving }: Giving): TaskRecord {
  const known = login === undefined ? {} : { login };
  const { id, name, by, at } = giving;
  const { agentGivings = [] } = task;
  const isThere = agentGivings.some((each) => each.name === name && isSame(each.by, by));
  return {
    ...task,
    agent: { ...giving, ...known, state: 'given', lastSign: at },
    agentGivings: isThere ? agentGivings : [...agentGivings, { id, name, ...known, by, at }],
  };
}

function isSame(one: Person, other: Person): boolean {
  return one.id === other.id;
}
