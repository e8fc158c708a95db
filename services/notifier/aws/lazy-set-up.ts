/** What a look at the set-up needs, loaded at the first one: no message waits for it. */
import type { Environment } from '@valine/lambda-kit/aws';
import type { SetUpPorts } from '../set-up/check-set-up.ts';

type Options = {
  baseUrl: string;
  botToken: string;
  fetch: typeof globalThis.fetch;
  clock: { now(): number };
  interactionsUrl: string;
};

/** A message has 12 s left when it is begun. */
const ALL_WITHIN_MS = 9000;
const EACH_WITHIN_MS = 3000;

const LOOKED_AT = [
  ...['DISCORD_APPLICATION_ID', 'DISCORD_PUBLIC_KEY', 'DISCORD_CHANNEL_ID', 'DISCORD_API_URL'],
  ...['ALLOWED_GUILD_IDS', 'ALLOWED_CHANNEL_IDS', 'OPERATOR_ROLE_IDS', 'APPROVER_ROLE_IDS', 'ADMIN_ROLE_IDS'],
];

/** Each look has its own time. */
export async function loadSetUp({ interactionsUrl, ...options }: Options, source: Environment): Promise<SetUpPorts> {
  const { createDiscordSetUp } = await import('@valine/discord/set-up');
  const end = AbortSignal.timeout(ALL_WITHIN_MS);
  const inTime: typeof globalThis.fetch = (input, init) => {
    const signals = [end, ...(init?.signal ? [init.signal] : [])];
    return options.fetch(input, { ...init, signal: AbortSignal.any(signals) });
  };
  return {
    discord: createDiscordSetUp({ ...options, fetch: inTime, timeoutMs: EACH_WITHIN_MS }),
    settings: Object.fromEntries(LOOKED_AT.map((name) => [name, source[name]])),
    interactionsUrl,
  };
}
