/** What a person in Discord reads when nothing was started. */
import type { Command, OptionProblem } from '@valine/commands';
import type { Run } from '@valine/runs';
import type { Refusal } from './decide.ts';

/** What was wrong and what to do next, closed by a code that programs and people can search for. */
export function refusedMessage(refusal: Refusal): string {
  return withReason(refusalText(refusal), refusal.reasonCode);
}

export function queueUnavailableMessage(): string {
  const text = 'Nothing was started: the queue that takes commands cannot be reached. Try again in a minute.';
  return withReason(text, 'queue_unavailable');
}

export function notAnInteractionMessage(): string {
  return 'The body is not an interaction this application knows.';
}

function withReason(text: string, reasonCode: string): string {
  return `${text}\n\`reason_code: ${reasonCode}\``;
}

function refusalText(refusal: Refusal): string {
  switch (refusal.reasonCode) {
    case 'unknown_command':
      return 'I do not know this command; it may have been renamed or removed. `/help` lists the commands there are.';
    case 'unknown_button':
      return 'I do not know this button; the message may be from an older version. Run the command again to get a new one.';
    case 'invalid_options':
      return invalidOptionsText(refusal.command, refusal.problems);
    case 'guild_not_allowed':
      return 'I do not take commands here. Use the server I was set up for, or ask the person who runs me to add this one to ALLOWED_GUILD_IDS.';
    case 'channel_not_allowed':
      return 'I do not take commands in this channel. Use one I was set up for, or ask the person who runs me to add this one to ALLOWED_CHANNEL_IDS.';
    case 'not_operator':
      return 'This needs the operator role, which you do not have. Ask somebody who has it, or a server administrator to give it to you.';
    case 'admin_commands_disabled':
      return 'Admin commands are not enabled here. Ask the person who runs me.';
  }
}

function invalidOptionsText(command: string, problems: readonly OptionProblem[]): string {
  const lines = problems.slice(0, 10).map((problem) => `• ${problemText(problem)}`);
  return [`Nothing was started. Correct this and run \`/${command}\` again:`, ...lines].join('\n');
}

const KIND = { text: 'a text', integer: 'a whole number', boolean: 'true or false' } as const;

function problemText(problem: OptionProblem): string {
  switch (problem.problem) {
    case 'unknown':
      return `there is no option \`${safeName(problem.option)}\``;
    case 'given-twice':
      return `\`${safeName(problem.option)}\` is given more than once`;
    case 'missing':
      return `\`${problem.option}\` is missing`;
    case 'wrong-kind':
      return `\`${problem.option}\` must be ${KIND[problem.expected]}`;
    case 'too-long':
      return `\`${problem.option}\` may have at most ${problem.maxLength} characters`;
    case 'out-of-range':
      return `\`${problem.option}\` must be from ${problem.min} to ${problem.max}`;
  }
}

/** A name that came from outside, so that it can neither end its code span nor fill the message. */
function safeName(name: string): string {
  return name.replaceAll(/[`\s]/g, ' ').slice(0, 32);
}

/** `plan-4k2… · ready · 5 tasks · in progress · 2h ago`: the run as a line to choose. */
export function runChoiceMessage(run: Run, now: number): string {
  const tasks = `${run.tasks.length} task${run.tasks.length === 1 ? '' : 's'}`;
  return [run.id, run.label, tasks, run.state.replace('_', ' '), ago(now - run.updatedAt)].join(' · ');
}

export function commandChoiceMessage(command: Command): string {
  return `${command.name} — ${command.description}`;
}

function ago(milliseconds: number): string {
  const minutes = Math.floor(Math.max(milliseconds, 0) / 60_000);
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${minutes}m ago`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)}h ago` : `${Math.floor(minutes / 60 / 24)}d ago`;
}
