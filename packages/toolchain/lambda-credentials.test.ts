import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterEach, expect, it, vi } from 'vitest';
import { lambdaCredentials } from './lambda-credentials.ts';
import { testFolder } from './test-folder.ts';

const LAMBDA_KIT = join(import.meta.dirname, '../lambda-kit');

afterEach(() => {
  vi.unstubAllEnvs();
});

it('AWS clients sign with the credentials that Lambda puts into the environment', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'an-id');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-key');
  vi.stubEnv('AWS_SESSION_TOKEN', 'a-session');
  const { credentials } = await bundledClient();
  expect(await credentials()).toMatchObject({
    accessKeyId: 'an-id',
    secretAccessKey: 'a-key',
    sessionToken: 'a-session',
  });
});

it('they look nowhere else', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', '');
  const { credentials, inputs } = await bundledClient();
  await expect(credentials()).rejects.toThrow('environment variable credentials');
  const providers = inputs.map((name) => /@aws-sdk\/(credential-provider-[^/]+)\/dist/.exec(name)?.[1]);
  expect(new Set(providers)).toEqual(new Set([undefined, 'credential-provider-env', 'credential-provider-node']));
});

async function bundledClient() {
  const outfile = join(testFolder(), 'client.mjs');
  const { metafile } = await build({
    stdin: {
      contents:
        "import { SQSClient } from '@aws-sdk/client-sqs'; export const { config } = new SQSClient({ region: 'x' });",
      resolveDir: LAMBDA_KIT,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [lambdaCredentials],
    metafile: true,
  });
  const { config } = await import(pathToFileURL(outfile).href);
  return { credentials: () => config.credentials(), inputs: Object.keys(metafile.inputs) };
}
