/** Tells the Discord sandbox which commands there are, as a deployment tells Discord. */
import { registrationPayload } from '@valine/commands';
import type { DiscordSandbox } from './discord/start-discord-sandbox.ts';

/** @throws when Discord would refuse a definition */
export async function registerCommands({ url, applicationId, botToken }: DiscordSandbox): Promise<void> {
  const response = await fetch(`${url}/applications/${applicationId}/commands`, {
    method: 'PUT',
    headers: { authorization: `Bot ${botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(registrationPayload()),
  });
  if (!response.ok)
    throw new Error(`Discord refuses the command definitions: ${await response.text()}. Correct packages/commands.`);
}
