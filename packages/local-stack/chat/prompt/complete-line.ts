/** What Tab offers: commands, options, and values that ingress completes from live data. */
import type { DiscordSandbox } from '@valine/sandboxes';
import { parseCommand, type TypedOption } from '@valine/sandboxes';

const ACTIONS = [
  ...['press', 'as', 'issues', 'open', 'close', 'reopen', 'label', 'unlabel'],
  ...['next-run', 'webhooks', 'polling', 'lose-next-dispatch', 'site'],
  ...['redeliver', 'github', 'messages', 'state', 'help', 'quit'],
];

/** What `readline` wants from a completer: the completions, and the end of the line they replace. */
export type Completion = [completions: string[], replaced: string];

export async function completeLine(discord: DiscordSandbox, line: string, as?: string): Promise<Completion> {
  const word = /\S*$/.exec(line)?.[0] ?? '';
  if (line.startsWith('!')) return offer(line, ACTIONS, (name) => `!${name} `);
  const commands = discord.registered();
  if (!/\s/.test(line)) return offer(line, commands, ({ name }) => `/${name} `);
  const command = commands.find(({ name }) => line.startsWith(`/${name} `));
  if (command === undefined) return [[], line];
  const options = command.options ?? [];
  const [, option, typed = ''] = /^([\w-]+):(.*)$/.exec(word) ?? [];
  if (option === undefined) {
    const unused = options.filter(({ name }) => !line.includes(` ${name}:`));
    return offer(word, unused, ({ name }) => `${name}:`);
  }
  const definition = options.find(({ name }) => name === option);
  if (definition === undefined || !('autocomplete' in definition) || !definition.autocomplete) return [[], word];
  const others = optionsBefore(line.slice(0, line.length - word.length));
  const who = { others, ...(as === undefined ? {} : { as }) };
  const choices = await discord.autocomplete(command.name, option, typed, who);
  return [choices.map(({ value }) => `${option}:${value}`), word];
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
