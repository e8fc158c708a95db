/** What somebody reads who has given a task to a coding agent, or could not. */
import { codeSpan, type Message, momentMarkdown, plainText, refusalMessage } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';
import type { AgentRefusal } from './decide.ts';
import type { GiveProblem } from './give-task.ts';

export function givenMessage({ agent, issue }: TaskRecord): Message {
  return {
    content: `🤖 #${issue.number} is with ${plainText(agent?.label ?? 'the agent')} now. The thread tells how it gets on.`,
  };
}

export function notGivenMessage(problem: GiveProblem): Message {
  const code: AgentRefusal = problem.is;
  return refusalMessage(code, notGivenText(problem));
}

export function notGivenText(problem: GiveProblem): string {
  switch (problem.is) {
    case 'agent_unknown':
      return `There is no coding agent ${codeSpan(problem.name)} any more. Ask the person who runs me to name it in CODING_AGENTS, or give the task to another.`;
    case 'agent_cannot_be_asked':
      return `${codeSpan(problem.name)} takes no words of yours: give its workflow an input for them, and name that in CODING_AGENTS (\`prompt_input\`).`;
    case 'agent_already':
      return `${plainText(problem.label)} has it already, given by ${plainText(problem.by)}. Stop it first, or wait until it is done.`;
    case 'task_has_ended':
      return 'This task is over: it was merged, closed or fell away, or its plan has ended. Plan its issue anew to have it worked on.';
    case 'task_not_begun':
      return 'This task has no pull request yet, so nobody can work on it. Press again once it has one.';
    case 'agents_busy':
      return `${problem.most === 1 ? 'A task is' : `${problem.most} tasks are`} with agents already (${slotsText(problem)}), and no more may be at once. Press when one of them is done, or stop one.`;
    case 'agent_limit_today':
      return `Tasks were given to agents ${problem.most} times today, and no more is allowed. It begins anew ${momentMarkdown(problem.resetsAt)}.`;
    case 'agent_cost_today':
      return `Agents may cost $${dollars(problem.mostUsd)} a day, and $${dollars(problem.spentUsd)} of it are taken. It begins anew ${momentMarkdown(problem.resetsAt)}.`;
  }
}

function slotsText({ slots }: Extract<GiveProblem, { is: 'agents_busy' }>): string {
  return slots.map(({ number, planId }) => `#${number} of ${codeSpan(planId)}`).join(', ');
}

function dollars(amount: number): string {
  return amount.toFixed(2);
}
