/** What a person in Discord reads when nothing was started: loaded when somebody is first refused. */
import { accessRefusalMessage } from '@valine/admission/access-messages';
import type { OptionProblem } from '@valine/commands';
import { codeSpan, refusalMessage, tooManyCommandsMessage, tooManyPressesMessage } from '@valine/contracts';
import type { Refusal } from './decide.ts';

/** What was wrong and what to do next, closed by a code that programs and people can search for. */
export function refusedMessage(refusal: Refusal): string {
  switch (refusal.reasonCode) {
    case 'too_many_commands':
      return tooManyCommandsMessage(refusal.command, refusal).content;
    case 'too_many_presses':
      return tooManyPressesMessage(refusal).content;
    case 'invalid_options':
      return refusalMessage(refusal.reasonCode, invalidOptionsText(refusal.command, refusal.problems)).content;
    case 'unknown_command':
    case 'unknown_button':
      return refusalMessage(refusal.reasonCode, REFUSALS[refusal.reasonCode]).content;
    default:
      return accessRefusalMessage(refusal).content;
  }
}

/** By their codes; what else there is says more than that. */
export const REFUSALS = {
  unknown_command:
    'I do not know this command; it may have been renamed or removed. `/help` lists the commands there are.',
  unknown_button:
    'I do not know this button; the message may be from an older version. Run the command again to get a new one.',
} as const;

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
