/** Runs the Pulumi program without a cloud and returns every resource it asked for. */
import { generateKeyPairSync } from 'node:crypto';
import * as pulumi from '@pulumi/pulumi';
import program from '@valine/infra';
import { configurationKey, isSecret, type SettingName, settings } from '@valine/settings';
import { describeResource } from './describe-resource.ts';

export type Resource = { type: string; name: string; inputs: Record<string, unknown> };
export type World = { resources: Resource[]; outputs: Record<string, unknown> };

/** What a team must set, and no more. */
export const CONFIGURATION = {
  discordPublicKey: 'ab'.repeat(32),
  discordApplicationId: '1100000000000000001',
  githubRepository: 'valine-example/storefront',
  allowedGuildIds: '1200000000000000001',
  operatorRoleIds: '1300000000000000001',
} as const;
/** Made for these tests: a configuration with a key that is none is refused. */
export const APP_KEY = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
}).privateKey;
export const SECRETS = {
  discordBotToken: 'bot-token-in-clear',
  githubToken: 'github-token-in-clear',
  githubWebhookSecret: 'webhook-secret-in-clear',
} as const;

/** Resources in the order they were made; `inputs` with secrets unwrapped. @throws what the program throws */
export async function runProgram(
  stage: string,
  configuration: Record<string, string> = { ...CONFIGURATION, ...SECRETS },
  open: readonly string[] = [],
): Promise<World> {
  const { stackTraceLimit } = Error;
  // Pulumi writes one down for each of its promises, which takes longer than all the rest; a few frames still say where.
  Error.stackTraceLimit = 3;
  try {
    return await makeWorld(stage, configuration, open);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

async function makeWorld(
  stage: string,
  configuration: Record<string, string>,
  open: readonly string[],
): Promise<World> {
  const resources: Resource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        resources.push({ type, name, inputs });
        return describeResource(type, name, inputs);
      },
      call: ({ token }) => {
        throw new Error(`The program asked the cloud for ${token}; it must know everything from its own resources.`);
      },
    },
    'valine-orchestrator',
    stage,
  );
  setConfiguration(configuration, open);
  return { resources, outputs: await outputsOfProgram() };
}

/** An error is kept and thrown afterwards: Pulumi's stack would report it a second time as an unhandled rejection. */
async function outputsOfProgram(): Promise<Record<string, unknown>> {
  const failures: unknown[] = [];
  const run = () => program((service) => `/bundles/${service}`).catch((error) => void failures.push(error));
  const outputs = await pulumi.runtime.runInPulumiStack(run);
  await pulumi.runtime.disconnect();
  if (failures.length > 0) throw failures[0];
  return outputs ?? {};
}

/** `open`: keys of secrets that were set without --secret. */
function setConfiguration(configuration: Record<string, string>, open: readonly string[] = []): void {
  const keyed = Object.entries(configuration).map(([key, value]) => [`valine-orchestrator:${key}`, value]);
  const secretKeys = Object.keys(settings)
    .filter((name) => isSecret(name as SettingName))
    .map((name) => `valine-orchestrator:${configurationKey(name)}`)
    .filter((key) => !open.some((each) => key.endsWith(`:${each}`)));
  pulumi.runtime.setAllConfig(Object.fromEntries(keyed), secretKeys);
}
