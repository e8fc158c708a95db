/** Settings that nobody gave for a platform that is no sandbox: made up, so that the stack starts, and named. */
import { randomBytes } from 'node:crypto';
import type { SettingName } from '@valine/settings';
import { createDiscordState } from './discord/state/state.ts';

export const DEFAULT_REPOSITORY = 'acme/web-shop';

/** Kept, so that they are the same at the next start. */
export type StandIns = { webhookSecret: string; applicationId: string; channelId: string; publicKey: string };

type Given = Partial<Record<SettingName, string>>;

export function createStandIns(): StandIns {
  const { applicationId, channelId, keys } = createDiscordState(Date.now());
  return { webhookSecret: randomBytes(20).toString('hex'), applicationId, channelId, publicKey: keys.publicKey };
}

/** Only what is missing. */
export function gitHubStandIns(given: Given, { webhookSecret }: StandIns): Record<string, string> {
  return missing(given, {
    GITHUB_REPOSITORY: DEFAULT_REPOSITORY,
    GITHUB_WEBHOOK_SECRET: webhookSecret,
    ...(given.GITHUB_APP_ID ? {} : { GITHUB_TOKEN: 'made-up-token' }),
  });
}

export function discordStandIns(given: Given, { applicationId, channelId, publicKey }: StandIns) {
  return missing(given, {
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_BOT_TOKEN: 'made-up-token',
    DISCORD_CHANNEL_ID: channelId,
    DISCORD_PUBLIC_KEY: publicKey,
  });
}

function missing(given: Record<string, string | undefined>, made: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(made).filter(([name]) => !given[name]));
}

export function standInsMessage(names: readonly string[]): string {
  const unverified = names.includes('DISCORD_PUBLIC_KEY') ? ` ${unverifiedMessage()}` : '';
  return `Not set, so made up: ${names.join(', ')}. Set what the other side checks.${unverified}`;
}

function unverifiedMessage(): string {
  return 'Until DISCORD_PUBLIC_KEY is set, every interaction from outside is refused (401), as none can be verified.';
}
