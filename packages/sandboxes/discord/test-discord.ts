/** A Discord sandbox for one test, the application it sends interactions to, and calls with the bot's token. */
import { createPublicKey, verify } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { testDir } from '../shared/test-dir.ts';
import { type Received, type Receiver, testReceiver } from '../shared/test-receiver.ts';
import { type ApiResponse, request } from '../shared/test-request.ts';
import { type DiscordSandbox, type DiscordSandboxOptions, startDiscordSandbox } from './start-discord-sandbox.ts';

export type TestDiscord = {
  discord: DiscordSandbox;
  app: Receiver;
  dataDir: string;
  /** With the bot's token; `authorization: ''` leaves it out. */
  call(method: string, path: string, body?: unknown, authorization?: string): Promise<ApiResponse>;
  /** Path of the answer to the interaction that was sent last. */
  original(): string;
};

const COMMANDS = [
  {
    name: 'plan',
    description: 'Propose a plan',
    options: [
      { type: 3, name: 'label', description: 'Label', max_length: 50, autocomplete: true },
      { type: 4, name: 'limit', description: 'At most', min_value: 1, max_value: 25 },
    ],
  },
  {
    name: 'approve',
    description: 'Approve a plan',
    options: [{ type: 3, name: 'run_id', description: 'The plan', required: true }],
  },
];

export async function testDiscord(options: Partial<DiscordSandboxOptions> = {}): Promise<TestDiscord> {
  const app = await testReceiver();
  const dataDir = options.dataDir ?? testDir();
  app.answer = () => Response.json({ type: 5 });
  const discord = await startDiscordSandbox({ dataDir, interactionsUrl: app.url, port: 0, ...options });
  onTestFinished(() => discord.close());
  const call: TestDiscord['call'] = (method, path, body, authorization = `Bot ${discord.botToken}`) =>
    request(method, `${discord.url}${path}`, body, authorization === '' ? {} : { authorization });
  await call('PUT', `/applications/${discord.applicationId}/commands`, COMMANDS);
  const original = () => `/webhooks/${discord.applicationId}/${lastBody(app).token}/messages/@original`;
  return { discord, app, dataDir, call, original };
}

export function lastBody(app: Receiver) {
  return JSON.parse(app.received.at(-1)?.body ?? '{}');
}

/** Whether the signature holds for this public key (hex). */
export function isSigned({ headers, body }: Received, publicKey: string): boolean {
  const x = Buffer.from(publicKey, 'hex').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signature = Buffer.from(headers['x-signature-ed25519'] ?? '', 'hex');
  return verify(null, Buffer.from(`${headers['x-signature-timestamp']}${body}`), key, signature);
}
