/** What is printed when the system is ready. */
import type { LocalSystem } from './local-system.ts';

export function readyMessage({ stack, discord, github, site, model }: LocalSystem, stage: string): string {
  return [
    `ready  ${stack.url}  (stage ${stage})`,
    `  Discord interactions  ${stack.url}/discord`,
    `  GitHub webhook        ${stack.url}/github/webhook`,
    `  health, state         ${stack.url}/health  ${stack.url}/local/state`,
    `  AWS endpoint          ${stack.awsEndpoint}  (region ${stack.region}, access key id local-admin)`,
    `  logs                  ${stack.logDir}/<function>.log`,
    ...(discord === undefined ? [] : [`  Discord sandbox       ${discord.url}`]),
    ...(github === undefined ? [] : [`  GitHub sandbox        ${github.url}  (${github.repository})`]),
    ...(site === undefined ? [] : [`  site to verify        ${site.frontendUrl}  (API ${site.apiBase})`]),
    ...(model === undefined ? [] : [`  language model        ${model.url}  (a sandbox that costs nothing)`]),
  ].join('\n');
}

/** Somebody who wanted a prompt would wait for it, or believe that what they pipe in is typed. */
export function noTerminalMessage(): string {
  return 'There is no terminal, so there is no prompt: it runs until Ctrl-C or SIGTERM. npm start -- --exec "/plan" runs a command instead.';
}

/** What a person can type at the prompt. Slash commands work there only with the Discord sandbox. */
export function promptMessage({ discord, github }: Pick<LocalSystem, 'discord' | 'github'>): string {
  if (discord !== undefined) return 'Type a slash command (Tab completes), or !help.';
  const here = [
    ...(github === undefined ? [] : ['!issues, !open, !close, !label, !next-run']),
    '!state, !help, !quit',
  ].join(', ');
  return `Slash commands are typed in your own Discord (DISCORD_API_URL). What works here: ${here}.`;
}
