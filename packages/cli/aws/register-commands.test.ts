import type { SSMClient } from '@aws-sdk/client-ssm';
import { registrationPayload } from '@valine/commands';
import { type HttpServer, startHttpServer } from '@valine/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from './find-target.ts';
import { registerCommands } from './register-commands.ts';

const onAws: Target = { kind: 'aws', stage: 'prod', region: 'eu-central-1' };
let discord: HttpServer;
let DISCORD_API_URL: string;

beforeEach(async () => {
  discord = await startHttpServer(({ path }) => ({ body: path.endsWith('/@me') ? { id: '77' } : [] }));
  DISCORD_API_URL = `${discord.url}/api/v10`;
});
afterEach(() => discord.close());

const requests = () => discord.requests.map(({ method, path }) => `${method} ${path}`);
const authorizations = () => discord.requests.map(({ headers }) => headers.authorization);

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
    expect(requests()).toEqual(['GET /api/v10/applications/@me', 'PUT /api/v10/applications/77/commands']);
    expect(authorizations()).toEqual(['Bot stage-token', 'Bot stage-token']);
    expect(JSON.parse(discord.requests[1]?.body ?? '')).toEqual(registrationPayload());
  });

  it('prefers the environment, and asks nobody else', async () => {
    const { ssm, asked } = parameterStore({});
    const environment = { DISCORD_API_URL, DISCORD_BOT_TOKEN: 'mine', DISCORD_APPLICATION_ID: '5' };
    await registerCommands({ ssm, target: onAws, environment }, [], '42');
    expect(requests()).toEqual(['PUT /api/v10/applications/5/guilds/42/commands']);
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
    expect(new Set(authorizations())).toEqual(new Set(['Bot sandbox-token']));
  });

  it('never calls the real Discord for a local stack', async () => {
    const target: Target = { kind: 'local', stage: 'dev', awsEndpoint: 'http://127.0.0.1:1', region: 'eu-central-1' };
    const sources = { ...parameterStore({}), target, environment: {} };
    await expect(registerCommands(sources, [], undefined)).rejects.toThrow('Set DISCORD_API_URL');
  });
});
