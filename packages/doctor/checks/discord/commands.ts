/** The slash commands that Discord has, against those that are defined here. */

import type { CommandFact } from '../../facts/discord-facts.ts';
import { both, type Fact, known } from '../../facts/fact.ts';
import type { DiscordSideFacts } from '../../facts/facts.ts';
import { check, type Problem } from '../../judging/check.ts';
import { showsCommand } from '../../judging/shows-command.ts';

type Guilds = readonly { id: string; commands: readonly CommandFact[] }[];

export const commands = check(
  'discord.commands',
  'the slash commands: registered, in step with the catalogue, and once only',
  ({ discord }: DiscordSideFacts) => both(discord.commands, guildsOf(discord.guildCommands)),
  ([everywhere, guilds], { commands: wanted }) => {
    if (everywhere.length === 0 && guilds.length > 0 && guilds.every((guild) => guild.commands.length > 0))
      return guilds.flatMap((guild) => outOfStep(guild.commands, wanted, guild.id));
    return [...outOfStep(everywhere, wanted), ...twice(everywhere, guilds)];
  },
);

function guildsOf(all: DiscordSideFacts['discord']['guildCommands']): Fact<Guilds> {
  const entries = Object.entries(all);
  const lacking = entries.find(([, fact]) => fact.is === 'unknown')?.[1];
  if (lacking?.is === 'unknown') return lacking;
  return known(entries.flatMap(([id, fact]) => (fact.is === 'known' ? [{ id, commands: fact.value }] : [])));
}

function outOfStep(
  registered: readonly CommandFact[],
  wanted: DiscordSideFacts['commands'],
  guildId?: string,
): Problem[] {
  const fix = { do: 'register commands', ...(guildId === undefined ? {} : { guildId }) } as const;
  const mend = `Register them: valine register-commands${guildId === undefined ? '' : ` --guild ${guildId}`}`;
  const where = guildId === undefined ? '' : ` in server ${guildId}`;
  if (registered.length === 0) return [{ says: `No slash command is registered${where}.`, mend, fix }];
  const names = (all: readonly Readonly<Record<string, unknown>>[]) =>
    all.map((command) => `/${command['name']}`).join(' ');
  const of = (name: unknown) => registered.find((command) => command.name === name);
  const missing = wanted.filter(({ name }) => of(name) === undefined);
  const changed = wanted.filter(
    (command) => of(command['name']) !== undefined && !showsCommand(of(command['name']), command),
  );
  const foreign = registered.filter(({ name }) => !wanted.some((command) => command['name'] === name));
  const said = [
    ...(missing.length > 0 ? [`missing ${names(missing)}`] : []),
    ...(changed.length > 0 ? [`of another version ${names(changed)}`] : []),
    ...(foreign.length > 0 ? [`not ours any more ${names(foreign)}`] : []),
  ];
  return said.length === 0
    ? []
    : [{ says: `The registered commands are out of step${where}: ${said.join('; ')}.`, mend, fix }];
}

function twice(everywhere: readonly CommandFact[], guilds: Guilds): Problem[] {
  return guilds
    .filter((guild) => guild.commands.some(({ name }) => everywhere.some((command) => command.name === name)))
    .map(({ id }) => ({
      says: `People in server ${id} see commands twice: they are registered there and everywhere.`,
      mend: 'Remove those of the server.',
      fix: { do: 'remove commands', guildId: id },
    }));
}
