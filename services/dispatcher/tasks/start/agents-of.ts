/** To which coding agents a task may be given, and which one has it from the beginning. */
import type { FoundPullRequest } from '@valine/github';
import type { TaskRecord } from '@valine/records';
import type { CodingAgent } from '@valine/settings';
import type { DispatcherSettings } from '../../ports.ts';

/** `open`: the pull request that the work is in already. Nothing is given to an agent by itself where somebody is at work. */
export function agentsOf(
  { codingAgents, taskAssignee }: Pick<DispatcherSettings, 'codingAgents' | 'taskAssignee'>,
  assigned: readonly string[],
  open: FoundPullRequest | undefined,
): Pick<TaskRecord, 'agents' | 'agentByPolicy'> {
  const agents = Object.entries(codingAgents).map(([name, agent]) => ({
    name,
    label: agent.label ?? name,
    asks: takesWords(agent),
  }));
  const isFree = assigned.length === 0 && open === undefined;
  const isMeant = isFree && taskAssignee !== 'none' && taskAssignee !== 'requester';
  return {
    ...(agents.length === 0 ? {} : { agents }),
    ...(isMeant ? { agentByPolicy: taskAssignee } : {}),
  };
}

function takesWords(agent: CodingAgent): boolean {
  return agent.kind !== 'workflow' || agent.prompt_input !== undefined;
}
