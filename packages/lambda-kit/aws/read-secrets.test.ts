import { SSMClient } from '@aws-sdk/client-ssm';
import { startHttpServer } from '@valine/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSecrets, SecretsMissing } from './read-secrets.ts';

/** Parameter Store with these parameters of stage `dev`. */
async function connect(stored: Record<string, string>) {
  const asked: { Names: string[]; WithDecryption: boolean }[] = [];
  const server = await startHttpServer(({ body }) => {
    const input = JSON.parse(body);
    asked.push(input);
    const known = input.Names.filter((name: string) => name in stored);
    return { body: { Parameters: known.map((Name: string) => ({ Name, Value: stored[Name] })) } };
  });
  onTestFinished(server.close);
  const credentials = { accessKeyId: 'id', secretAccessKey: 'key' };
  return { asked, client: new SSMClient({ endpoint: server.url, region: 'eu-central-1', credentials }) };
}

const parameter = (name: string) => `/valine-orchestrator/dev/${name}`;

describe('reading secrets', () => {
  it('asks once, decrypted, and gives them by setting', async () => {
    const { client, asked } = await connect({ [parameter('GITHUB_TOKEN')]: 'abc', [parameter('OTHER')]: 'x' });
    expect(await readSecrets({ names: ['GITHUB_TOKEN'], stage: 'dev', client })).toEqual({ GITHUB_TOKEN: 'abc' });
    expect(asked).toEqual([{ Names: [parameter('GITHUB_TOKEN')], WithDecryption: true }]);
  });

  it('asks for ten at a time', async () => {
    const names = Array.from({ length: 12 }, (_, number) => `S${number}`);
    const { client, asked } = await connect(Object.fromEntries(names.map((name) => [parameter(name), name])));
    expect(await readSecrets({ names, stage: 'dev', client })).toMatchObject({ S0: 'S0', S11: 'S11' });
    expect(asked.map(({ Names }) => Names.length)).toEqual([10, 2]);
  });

  it('asks nothing for nothing', async () => {
    const { client, asked } = await connect({});
    expect(await readSecrets({ names: [], stage: 'dev', client })).toEqual({});
    expect(asked).toEqual([]);
  });

  it('names all that are missing at once, and says what to do', async () => {
    const { client } = await connect({ [parameter('B')]: 'b' });
    const reading = readSecrets({ names: ['A', 'B', 'C'], stage: 'dev', client });
    await expect(reading).rejects.toThrow(SecretsMissing);
    await expect(reading).rejects.toThrowErrorMatchingInlineSnapshot(`
      [SecretsMissing: SSM has no parameter of these names:
        /valine-orchestrator/dev/A
        /valine-orchestrator/dev/C
      Set them with \`pulumi config set --secret\` in stack dev and deploy again.]
    `);
  });
});
