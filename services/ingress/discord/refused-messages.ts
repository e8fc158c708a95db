/** What a person in Discord reads when nothing was started: loaded when somebody is first refused. */
import type { OptionProblem } from '@valine/commands';
import { codeSpan, refusalMessage, tooManyCommandsMessage } from '@valine/contracts';
import type { Refusal } from './decide.ts';

/** What was wrong and what to do next, closed by a code that programs and people can search for. */
export function refusedMessage(refusal: Refusal): string {
  if (refusal.reasonCode === 'too_many_commands')
    return tooManyCommandsMessage(refusal.command, refusal.perMinute).content;
  return refusalMessage(refusal.reasonCode, refusalText(refusal)).content;
}

/** By their codes. What is wrong with options is told one by one. */
export const REFUSALS: Readonly<
  Record<Exclude<Refusal['reasonCode'], 'invalid_options' | 'too_many_commands'>, string>
> = {
  unknown_command:
    'I do not know this command; it may have been renamed or removed. `/help` lists the commands there are.',
  unknown_button:
    'I do not know this button; the message may be from an older version. Run the command again to get a new one.',
  allowed_guild_ids_not_set:
    'I take nothing yet: nobody has said which servers I am for. Ask the person who runs me to set ALLOWED_GUILD_IDS to the id of this server.',
  guild_not_allowed:
    'I do not take commands here. Use the server I was set up for, or ask the person who runs me to add this one to ALLOWED_GUILD_IDS.',
  channel_not_allowed:
    'I do not take commands in this channel. Use one I was set up for, or ask the person who runs me to add this one to ALLOWED_CHANNEL_IDS.',
  operator_role_ids_not_set:
    'I change nothing yet: nobody has said who may have me do it. Ask the person who runs me to set OPERATOR_ROLE_IDS to the roles that may.',
  not_operator:
    'This needs the operator role, which you do not have. Ask somebody who has it, or a server administrator to give it to you.',
  admin_commands_disabled: 'Admin commands are not enabled here. Ask the person who runs me.',
};

function refusalText(refusal: Exclude<Refusal, { reasonCode: 'too_many_commands' }>): string {
  if (refusal.reasonCode === 'invalid_options') return invalidOptionsText(refusal.command, refusal.problems);
  return REFUSALS[refusal.reasonCode];
}

function invalidOptionsText(command: string, problems: readonly OptionProblem[]): string {
  const lines = problems.slice(0, 10).map((problem) => `• ${problemText(problem)}`);
  return [`Nothing was started. Correct this and run \`/${command}\` again:`, ...lines].join('\n');
}

const KIND = { text: 'a text', integer: 'a whole number', boolean: 'true or false', user: 'a person' } as const;

function problemText(problem: OptionProblem): string {
  switch (problem.problem) {
    case 'unknown':
      return `there is no option ${typedName(problem.option)}`;
    case 'given-twice':
      return `${typedName(problem.option)} is given more than once`;
    case 'missing':
      return `\`${problem.option}\` is missing`;
    case 'blank':
      return `\`${problem.option}\` is blank: give it a value, or leave it out`;
    case 'wrong-kind':
      return `\`${problem.option}\` must be ${KIND[problem.expected]}`;
    case 'too-long':
      return `\`${problem.option}\` may have at most ${problem.maxLength} characters`;
    case 'out-of-range':
      return `\`${problem.option}\` must be from ${problem.min} to ${problem.max}`;
  }
}

/** As long as Discord lets a name be. */
function typedName(name: string): string {
  return codeSpan(name, 32);
}
