/** Names of settings in Pulumi's spelling and in the environment's. */
import { configurationKey, PROJECT, settings } from '@valine/settings';

/** Pulumi's alone. */
const OF_PULUMI = ['ALARM_EMAIL', 'LAMBDA_CONCURRENCY', 'VPC'];
const NAMES = new Map([...Object.keys(settings), ...OF_PULUMI].map((name) => [configurationKey(name), name]));

const SECRETS = new Set(
  Object.entries<object>(settings).flatMap(([name, setting]) => ('secret' in setting ? [name] : [])),
);

/** `valine-orchestrator:discordBotToken` → DISCORD_BOT_TOKEN; undefined for what is not ours. */
export function settingOf(key: string): string | undefined {
  return key.startsWith(`${PROJECT}:`) ? NAMES.get(key.slice(PROJECT.length + 1)) : undefined;
}

export function isSecretName(name: string): boolean {
  return SECRETS.has(name);
}
