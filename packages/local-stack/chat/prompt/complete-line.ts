/** What Tab offers: commands, options, and values that ingress completes from live data. */
import type { DiscordSandbox } from '@valine/sandboxes';
import { parseCommand, type TypedOption } from '@valine/sandboxes';
import type { LocalSystem } from '../system/local-system.ts';
import { completeAction, quoted } from './complete-action.ts';

/** Discord's number for an option that is true or false. */
const BOOLEAN = 5;

/** What `readline` wants from a completer: the completions, and the end of the line they replace. */
export type Completion = [completions: string[], replaced: string];

export async function completeLine(
  { discord, github }: Pick<LocalSystem, 'discord' | 'github'>,
  line: string,
  as?: string,
): Promise<Completion> {
  const word = /(?:[\w-]+:"[^"]*|\S*)$/.exec(line)?.[0] ?? '';
  if (line.startsWith('!')) return completeAction({ discord, github }, line);
  if (discord === undefined) return [[], line];
  const commands = discord.registered();
  if (!/\s/.test(line)) return offer(line, commands, ({ name }) => `/${name} `);
  const command = commands.find(({ name }) => line.startsWith(`/${name} `));
  if (command === undefined) return [[], line];
  const options = command.options ?? [];
  const [, option, typed = ''] = /^([\w-]+):"?(.*)$/.exec(word) ?? [];
  if (option === undefined) {
    const unused = options.filter(({ name }) => !line.includes(` ${name}:`));
    return offer(word, unused, ({ name }) => `${name}:`);
  }
  const definition = options.find(({ name }) => name === option);
  const fixed = definition && fixedChoices(definition, typed);
  if (fixed !== undefined) return [choiceTexts(option, fixed), word];
  if (definition === undefined || !('autocomplete' in definition) || !definition.autocomplete) return [[], word];
  const others = optionsBefore(line.slice(0, line.length - word.length));
  const who = { others, ...(as === undefined ? {} : { as }) };
  const choices = await discord.autocomplete(command.name, option, typed, who);
  return [choiceTexts(option, choices), word];
}

type Choice = { name: string; value: string | number | boolean };
type Option = NonNullable<ReturnType<DiscordSandbox['registered']>[number]['options']>[number];

/** Those that stand in the definition: Discord asks nobody for them. */
function fixedChoices(definition: Option, typed: string): readonly Choice[] | undefined {
  const known = choicesOf(definition);
  const isMeant = (text: string) => text.toLowerCase().startsWith(typed.toLowerCase());
  return known?.filter(({ name, value }) => isMeant(name) || isMeant(String(value)));
}

function choicesOf(definition: Option): readonly Choice[] | undefined {
  if (definition.type === BOOLEAN) return [true, false].map((value) => ({ name: String(value), value }));
  return 'choices' in definition ? definition.choices : undefined;
}

/** The only one is taken: its value. Of several the names are shown beside the values, as Discord lists them. */
function choiceTexts(option: string, choices: readonly Choice[]): string[] {
  const taken = ({ value }: Choice) => `${option}:${quoted(String(value))}`;
  if (choices.length === 1) return choices.map(taken);
  return choices.map((each) => (each.name === String(each.value) ? taken(each) : `${taken(each)}  ${each.name}`));
}

function offer<T>(typed: string, things: readonly T[], wordOf: (thing: T) => string): Completion {
  return [things.map(wordOf).filter((word) => word.startsWith(typed)), typed];
}

function optionsBefore(line: string): TypedOption[] {
  try {
    return parseCommand(line).options;
  } catch {
    return [];
  }
}
