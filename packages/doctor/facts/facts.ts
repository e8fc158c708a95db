/** Everything that was looked at, before anybody judges it. */
import type { DiscordFacts } from './discord-facts.ts';
import type { Fact } from './fact.ts';
import type { GitHubFacts } from './github-facts.ts';
import type { MachineFacts, StageFacts } from './stage-facts.ts';

/** Settings by name, as they were given; what is not set is absent. */
export type SettingsFact = Readonly<Record<string, string | undefined>>;

/** What can be known with the rights of the verifier. `webhookUrl`: where GitHub's deliveries must go. */
export type SharedFacts = {
  settings: Fact<SettingsFact>;
  github: GitHubFacts;
  webhookUrl: Fact<string>;
  /** Epoch milliseconds. */
  now: number;
};

/** What can be known with the bot token. `commands`: as they have to be registered. */
export type DiscordSideFacts = {
  settings: Fact<SettingsFact>;
  discord: DiscordFacts;
  interactionsUrl: Fact<string>;
  commands: readonly Readonly<Record<string, unknown>>[];
};

/** What the command line knows besides. */
export type Facts = SharedFacts &
  DiscordSideFacts & {
    stage: StageFacts;
    machine: MachineFacts;
    /** What is wrong with the settings, a line each. */
    settingProblems: readonly string[];
  };
