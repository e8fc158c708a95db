/** GitHub's Copilot: the issue is assigned to it, and it opens a pull request of its own into the task's branch. */
import { assign, comment } from '../../effects/kinds/index.ts';
import { COPILOT } from '../record/agent.ts';
import type { AgentAdapter, AgentConfig } from './adapter.ts';
import { harmlessLines, intoBranchText, saidText } from './texts.ts';

export function copilotAgent({ login = 'Copilot' }: AgentConfig<'copilot'>): AgentAdapter {
  return {
    login,
    asks: true,
    start: ({ task, id, giving }) =>
      assign.intend(`agent ${id}`, {
        number: task.issue.number,
        login: COPILOT,
        giving,
        agent: { repository: task.repository, branch: task.head, instructions: intoBranchText(task) },
      }),
    say: ({ task: { pullRequest, issue }, id, giving, by }, text) =>
      comment.intend(`agent ${id}`, {
        number: pullRequest?.number ?? issue.number,
        giving,
        body: saidText('@copilot', harmlessLines(text), by),
      }),
  };
}
