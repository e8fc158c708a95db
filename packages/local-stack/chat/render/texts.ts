/** The lists that a person can print at the prompt. */
import type { DiscordSandbox, Issue } from '@valine/sandboxes';
import type { StackState } from '../../stack/stack.ts';
import { indent, type RenderOptions, renderMessage } from './render-message.ts';

export function issuesText(issues: readonly Issue[]): string {
  return issues.map(issueLine).join('\n');
}

function issueLine(issue: Issue): string {
  const state = issue.state === 'open' ? '' : ` (closed, ${issue.stateReason})`;
  const who = issue.assignees.map((login) => ` @${login}`).join('');
  const kind = issue.pullRequest === undefined ? '' : ' (pull request)';
  return `${`#${issue.number}`.padStart(4)} ${issue.title}${kind}${state}  ${issue.labels.join(', ')}${who}`.trimEnd();
}

export function stateText({ queues, runs, follows }: StackState): string {
  const queueLines = queues.map(
    ({ name, visible, inFlight, delayed, deadLetters }) =>
      `${name}: ${visible} waiting, ${inFlight} in hand, ${delayed} delayed, ${deadLetters} dead letters`,
  );
  const runLines = runs.map(({ id, state, tasks }) => `${id}: ${state}, ${tasks.done}/${tasks.total} tasks`);
  const records = [...runLines, ...follows.map(({ id, state }) => `${id}: ${state}`)];
  return [...queueLines, ...(records.length === 0 ? ['No runs yet.'] : records)].join('\n');
}

/** All messages of the channel with their threads, numbered as `!press` takes them. */
export function channelText(discord: DiscordSandbox, options: RenderOptions = {}): string {
  const all = discord.messages();
  if (all.length === 0) return 'Nothing was said yet.';
  const texts = all.map(({ message }, index) => {
    const thread = threadOf(discord, message.id);
    return `${index + 1}:\n${indent(renderMessage(message, { ...options, ...(thread && { thread }) }), '  ')}`;
  });
  return texts.join('\n');
}

function threadOf(discord: DiscordSandbox, messageId: string): RenderOptions['thread'] {
  const thread = discord.threadUnder(messageId);
  return thread && { name: thread.name, messages: discord.messages(thread.id).map(({ message }) => message) };
}
