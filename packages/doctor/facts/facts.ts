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

/** What the command line knows besides. `commands`: as they have to be registered. */
export type Facts = SharedFacts & {
  discord: DiscordFacts;
  stage: StageFacts;
  machine: MachineFacts;
  interactionsUrl: Fact<string>;
  commands: readonly Readonly<Record<string, unknown>>[];
  /** What is wrong with the settings, a line each. */
  settingProblems: readonly string[];
};
