/** What Discord says of how it is set up. */
import type { Fact } from './fact.ts';

export type ApplicationFact = {
  id: string;
  publicKey: string;
  /** Null where none is set. */
  interactionsUrl: string | null;
  isPublic: boolean;
};

/** As Discord shows it: fields that it adds stand in it too. */
export type CommandFact = Readonly<Record<string, unknown>> & { name: string };

export type RoleFact = { id: string; name: string; permissions: bigint };

export type GuildFact = {
  id: string;
  name: string;
  roles: readonly RoleFact[];
  /** Ids of the roles that the bot has, everyone's left out. */
  botRoles: readonly string[];
};

export type OverwriteFact = { id: string; allow: bigint; deny: bigint };

export type ChannelFact = {
  id: string;
  name: string;
  guildId: string;
  /** Discord's number; 0 and 5 are channels with text. */
  type: number;
  overwrites: readonly OverwriteFact[];
};

export type DiscordFacts = {
  application: Fact<ApplicationFact>;
  botId: Fact<string>;
  /** Of the application, in every server. */
  commands: Fact<readonly CommandFact[]>;
  /** By id of the server: of that server alone. */
  guildCommands: Readonly<Record<string, Fact<readonly CommandFact[]>>>;
  /** By id; undefined where the bot is not in it. */
  guilds: Readonly<Record<string, Fact<GuildFact | undefined>>>;
  /** By id; undefined where there is none, or the bot does not see it. */
  channels: Readonly<Record<string, Fact<ChannelFact | undefined>>>;
  /** By id of the person: whether they are in one of our servers. */
  people: Readonly<Record<string, Fact<boolean>>>;
  skewMs: Fact<number>;
};
