/**
 * Registers commands with the stage's bot. Its settings come from the environment, else from Parameter Store. For the
 * local stack only Parameter Store counts: a token in the environment may be a real one, and is never sent there.
 */
import { GetParametersCommand, type SSMClient } from '@aws-sdk/client-ssm';
import type { CommandRegistration } from '@valine/commands';
import { createDiscord } from '@valine/discord';
import { parameterName, parseSettings } from '@valine/settings';
import { CliError } from '../terminal/errors.ts';
import type { Environment, Target } from './find-target.ts';

type Sources = { ssm: SSMClient; target: Target; environment: Environment };

const NEEDED = ['DISCORD_BOT_TOKEN', 'DISCORD_API_URL'] as const;
const TIMEOUT_MS = 10_000;

/** @returns the application's id. @throws SettingsError, DiscordError, CliError */
export async function registerCommands(
  sources: Sources,
  commands: CommandRegistration[],
  guildId: string | undefined,
): Promise<string> {
  const source = sources.target.kind === 'local' ? await localSettings(sources) : await awsSettings(sources);
  const settings = parseSettings(source, NEEDED, ['DISCORD_APPLICATION_ID']);
  const connection = { baseUrl: settings.DISCORD_API_URL, botToken: settings.DISCORD_BOT_TOKEN };
  const applicationId = settings.DISCORD_APPLICATION_ID ?? (await ownApplicationId(connection));
  const discord = createDiscord({
    ...connection,
    applicationId,
    fetch,
    clock: { now: Date.now },
    timeoutMs: TIMEOUT_MS,
  });
  await discord.registerCommands(applicationId, commands, guildId);
  return applicationId;
}

async function awsSettings({ ssm, target, environment }: Sources): Promise<Environment> {
  const stored = environment['DISCORD_BOT_TOKEN'] ? {} : await storedToken(ssm, target.stage);
  return { ...stored, ...withoutEmpty(environment) };
}

async function localSettings({ ssm, target, environment }: Sources): Promise<Environment> {
  const published = target.kind === 'local' ? target.discordApiUrl : undefined;
  const DISCORD_API_URL = environment['DISCORD_API_URL'] || published;
  if (!DISCORD_API_URL) throw new CliError(noSandboxAddressMessage());
  return { ...(await storedToken(ssm, target.stage)), DISCORD_API_URL };
}

async function storedToken(ssm: SSMClient, stage: string): Promise<Environment> {
  const name = parameterName('DISCORD_BOT_TOKEN', stage);
  const { Parameters } = await ssm.send(new GetParametersCommand({ Names: [name], WithDecryption: true }));
  const token = Parameters?.[0]?.Value;
  return token === undefined ? {} : { DISCORD_BOT_TOKEN: token };
}

function withoutEmpty(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
}

/** Asks Discord for the bot's application, so that nobody has to find its id by hand. */
async function ownApplicationId({ baseUrl, botToken }: { baseUrl: string; botToken: string }): Promise<string> {
  const response = await fetch(`${baseUrl}/applications/@me`, {
    headers: { authorization: `Bot ${botToken}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const body: unknown = response.ok ? await response.json() : undefined;
  if (typeof body === 'object' && body !== null && 'id' in body) return String(body.id);
  throw new CliError(unknownApplicationMessage(response.status));
}

function unknownApplicationMessage(status: number): string {
  return `Discord did not say which application the bot token belongs to (status ${status}). Check DISCORD_BOT_TOKEN, or set DISCORD_APPLICATION_ID.`;
}

function noSandboxAddressMessage(): string {
  return 'The local stack does not say where its Discord is. Set DISCORD_API_URL to the address that npm start printed.';
}
