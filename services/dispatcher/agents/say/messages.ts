/** What somebody reads who has told a coding agent something, or wanted to. */
import { type Message, plainText, refusalMessage } from '@valine/contracts';
import type { TaskRecord } from '@valine/records';

export function saidMessage({ agent, issue }: TaskRecord): Message {
  return { content: `💬 ${plainText(agent?.label ?? 'The agent')} is told so, for #${issue.number}.` };
}

export function notAtWorkMessage({ issue, agent }: TaskRecord): Message {
  const who = agent === undefined ? 'No agent' : plainText(agent.label);
  return refusalMessage(
    'agent_not_at_work',
    `${who} is not at work on #${issue.number} any more, or was given it anew since. Look at its message in the thread.`,
  );
}

export function toldEnoughMessage({ issue }: TaskRecord): Message {
  return refusalMessage(
    'agent_told_enough',
    `Agents were told as much for #${issue.number} as is kept of it. Say the rest in a comment on GitHub.`,
  );
}

export function stillRunsMessage({ issue, agent }: TaskRecord): Message {
  const label = plainText(agent?.label ?? 'The agent');
  return refusalMessage(
    'agent_still_runs',
    `The workflow run of ${label} for #${issue.number} has not ended, as far as GitHub shows, and hears nothing while it runs. Answer on GitHub where it asks, or press again once it has ended.`,
  );
}

export function noTaskMessage(): Message {
  return refusalMessage('task_not_begun', 'There is no such task any more. `/status` lists the plans there are.');
}

export function noTextMessage(): Message {
  return refusalMessage(
    'text_missing',
    'There was nothing in what you sent. Press the button again, and write what the agent is to do.',
  );
}
