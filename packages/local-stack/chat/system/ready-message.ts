/** What is printed once everything answers. */
import type { LocalSystem } from './local-system.ts';

export function readyMessage({ stack, discord, github, site }: LocalSystem, stage: string): string {
  return [
    `ready  ${stack.url}  (stage ${stage})`,
    `  Discord interactions  ${stack.url}/discord`,
    `  GitHub webhook        ${stack.url}/github/webhook`,
    `  health, state         ${stack.url}/health  ${stack.url}/local/state`,
    `  AWS endpoint          ${stack.awsEndpoint}  (region ${stack.region}, access key id local-admin)`,
    ...(discord === undefined ? [] : [`  Discord sandbox       ${discord.url}`]),
    ...(github === undefined ? [] : [`  GitHub sandbox        ${github.url}  (${github.repository})`]),
    ...(site === undefined ? [] : [`  site to verify        ${site.frontendUrl}  (API ${site.apiBase})`]),
  ].join('\n');
}

/** What a person can do at the prompt; commands are typed there only where Discord is a sandbox. */
export function promptMessage({ discord, github }: Pick<LocalSystem, 'discord' | 'github'>): string {
  if (discord !== undefined) return 'Type a slash command (Tab completes), or !help.';
  const here = [
    ...(github === undefined ? [] : ['!issues, !open, !close, !label, !next-run']),
    '!state, !help, !quit',
  ].join(', ');
  return `Slash commands are typed in your own Discord (DISCORD_API_URL). What works here: ${here}.`;
}
