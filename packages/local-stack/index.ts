/** The platforms on this machine, for stories and tests; `main.ts` puts the whole stack behind them. */

export { type DiscordSandbox, startDiscordSandbox } from './sandboxes/discord/start-discord-sandbox.ts';
export { type GitHubSandbox, startGitHubSandbox } from './sandboxes/github/start-github-sandbox.ts';
export { registerCommands } from './sandboxes/register-commands.ts';
export { type Site, startSite } from './sandboxes/site/start-site.ts';
