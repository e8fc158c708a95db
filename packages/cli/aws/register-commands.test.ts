import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SSMClient } from '@aws-sdk/client-ssm';
import { registrationPayload } from '@valine/commands';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from './find-target.ts';
import { registerCommands } from './register-commands.ts';

type Seen = { request: string; authorization: string | undefined; body: string };

const onAws: Target = { kind: 'aws', stage: 'prod', region: 'eu-central-1' };
const seen: Seen[] = [];
let discord: Server;
let DISCORD_API_URL: string;

beforeEach(async () => {
  seen.splice(0);
  discord = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { authorization } = request.headers;
    seen.push({ request: `${request.method} ${request.url}`, authorization, body: Buffer.concat(chunks).toString() });
    response.setHeader('content-type', 'application/json');
    response.end(request.url?.endsWith('/@me') ? '{"id":"77"}' : '[]');
  });
  await new Promise<void>((done) => discord.listen(0, '127.0.0.1', done));
  DISCORD_API_URL = `http://127.0.0.1:${(discord.address() as AddressInfo).port}/api/v10`;
});
afterEach(() => discord.close());

/** Parameter Store with these parameters; records what it was asked for. */
function parameterStore(parameters: Record<string, string>) {
  const asked: string[] = [];
  const send = async ({ input }: { input: { Names: string[] } }) => {
    asked.push(...input.Names);
    return {
      Parameters: input.Names.flatMap((Name) => (Name in parameters ? [{ Name, Value: parameters[Name] }] : [])),
    };
  };
  return { asked, ssm: { send } as unknown as SSMClient };
}

describe('registering commands', () => {
  it("uses the stage's own bot token, and finds the application it belongs to", async () => {
    const { ssm } = parameterStore({ '/valine-orchestrator/prod/DISCORD_BOT_TOKEN': 'stage-token' });
    const sources = { ssm, target: onAws, environment: { DISCORD_API_URL } };
    expect(await registerCommands(sources, registrationPayload(), undefined)).toBe('77');
    expect(seen.map(({ request, authorization }) => [request, authorization])).toEqual([
      ['GET /api/v10/applications/@me', 'Bot stage-token'],
      ['PUT /api/v10/applications/77/commands', 'Bot stage-token'],
    ]);
    expect(JSON.parse(seen[1]?.body ?? '')).toEqual(registrationPayload());
  });

  it('prefers the environment, and asks nobody else', async () => {
    const { ssm, asked } = parameterStore({});
    const environment = { DISCORD_API_URL, DISCORD_BOT_TOKEN: 'mine', DISCORD_APPLICATION_ID: '5' };
    await registerCommands({ ssm, target: onAws, environment }, [], '42');
    expect(seen.map(({ request }) => request)).toEqual(['PUT /api/v10/applications/5/guilds/42/commands']);
    expect(asked).toEqual([]);
  });

  it('says which setting is missing', async () => {
    const { ssm } = parameterStore({});
    const sources = { ssm, target: onAws, environment: { DISCORD_API_URL } };
    await expect(registerCommands(sources, [], undefined)).rejects.toThrow('DISCORD_BOT_TOKEN is not set');
  });

  it('never sends a token of the environment, which may be a real one, to a local stack', async () => {
    const local = { awsEndpoint: 'http://127.0.0.1:1', region: 'eu-central-1', discordApiUrl: DISCORD_API_URL };
    const target: Target = { kind: 'local', stage: 'dev', ...local };
    const { ssm } = parameterStore({ '/valine-orchestrator/dev/DISCORD_BOT_TOKEN': 'sandbox-token' });
    const environment = { DISCORD_BOT_TOKEN: 'real-token', DISCORD_APPLICATION_ID: '5' };
    expect(await registerCommands({ ssm, target, environment }, [], undefined)).toBe('77');
    expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bot sandbox-token']));
  });

  it('never calls the real Discord for a local stack', async () => {
    const target: Target = { kind: 'local', stage: 'dev', awsEndpoint: 'http://127.0.0.1:1', region: 'eu-central-1' };
    const sources = { ...parameterStore({}), target, environment: {} };
    await expect(registerCommands(sources, [], undefined)).rejects.toThrow('Set DISCORD_API_URL');
  });
});
