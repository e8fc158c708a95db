/** What is printed once everything answers. */
import type { LocalSystem } from './local-system.ts';

export function readyMessage({ stack, discord, github }: LocalSystem, stage: string): string {
  return [
    `ready  ${stack.url}  (stage ${stage})`,
    `  Discord interactions  ${stack.url}/discord`,
    `  GitHub webhook        ${stack.url}/github/webhook`,
    `  health, state         ${stack.url}/health  ${stack.url}/local/state`,
    `  AWS endpoint          ${stack.awsEndpoint}  (region ${stack.region}, access key id local-admin)`,
    ...(discord === undefined ? [] : [`  Discord sandbox       ${discord.url}`]),
    ...(github === undefined ? [] : [`  GitHub sandbox        ${github.url}  (${github.repository})`]),
  ].join('\n');
}
