/** An agent that listens to a mention: a comment gives it the task, asks it, and answers it. Nothing stops it. */
import type { TaskRecord } from '@valine/records';
import { comment, type EffectIntent } from '../../effects/kinds/index.ts';
import type { AgentAdapter, AgentConfig, Job } from './adapter.ts';
import { givenText, harmlessLines, saidText } from './texts.ts';

export function commentAgent(agent: AgentConfig<'comment'>): AgentAdapter {
  const say = ({ task, id, giving, by }: Job, text: string): EffectIntent =>
    comment.intend(`agent ${id}`, { number: whereOf(agent, task), giving, body: saidText(agent.mention, text, by) });
  return {
    login: agent.login,
    asks: true,
    start: (job) => say(job, givenText(job.task)),
    say: (job, text) => say(job, harmlessLines(text)),
  };
}

function whereOf({ on }: AgentConfig<'comment'>, { issue, pullRequest }: TaskRecord): number {
  return on === 'issue' || pullRequest === undefined ? issue.number : pullRequest.number;
}
