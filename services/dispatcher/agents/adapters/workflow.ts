/** A workflow that runs an agent: it is started with the issue's number and the task's branch. */
import { correlationIdOf } from '@valine/records';
import { dispatchWorkflow, type EffectIntent } from '../../effects/kinds/index.ts';
import type { AgentAdapter, AgentConfig, Job } from './adapter.ts';
import { givenText } from './texts.ts';

export function workflowAgent(agent: AgentConfig<'workflow'>): AgentAdapter {
  return {
    login: agent.login,
    asks: agent.prompt_input !== undefined,
    start: (job) => dispatched(agent, job, givenText(job.task)),
    // What runs takes no word: it is started anew.
    say: (job, text) => dispatched(agent, job, text),
  };
}

function dispatched(
  agent: AgentConfig<'workflow'>,
  { task, id, giving, workflowRef: ref }: Job,
  prompt: string,
): EffectIntent {
  const { workflow, issue_input, branch_input, prompt_input, correlation_input } = agent;
  const given = { [issue_input]: String(task.issue.number), [branch_input]: task.head };
  const asked = prompt_input === undefined ? {} : { [prompt_input]: prompt };
  if (correlation_input === undefined)
    return dispatchWorkflow.intend(`agent ${id}`, { workflow, ref, inputs: { ...given, ...asked }, giving });
  const correlationId = correlationIdOf(id, 'agent');
  const inputs = { ...given, ...asked, [correlation_input]: correlationId };
  return dispatchWorkflow.intend(`agent ${id}`, { workflow, ref, inputs, correlationId, giving });
}
