/** What can be wrong with an installation: one check each, judged by facts that were gathered before. */
export { ALL_CHECKS } from './checks/all-checks.ts';
export type * from './facts/discord-facts.ts';
export { both, type Fact, known, needless, toldElsewhere, unknown } from './facts/fact.ts';
export type * from './facts/facts.ts';
export * from './facts/github-facts.ts';
export type * from './facts/stage-facts.ts';
export {
  type DiscordSetUp,
  gatherDiscord,
  gatherPeople,
  noDiscordToken,
  unknownDiscord,
} from './gather/gather-discord.ts';
export { type GitHubSetUp, gatherGitHub, unknownGitHub } from './gather/gather-github.ts';
export * from './judging/address-as-seen.ts';
export type { Check, Fix, Problem, Verdict } from './judging/check.ts';
export { type Finding, findingsOf } from './judging/findings-of.ts';
export { showsCommand } from './judging/shows-command.ts';
