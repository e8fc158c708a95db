import { SSMClient } from '@aws-sdk/client-ssm';
import { startHttpServer } from '@valine/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSecretBefore, readSecrets, SecretsMissing } from './read-secrets.ts';

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

describe('the value before', () => {
  const NAME = parameter('GITHUB_WEBHOOK_SECRET');
  const CHANGED_AT = 1_790_000_000_000;
  /** As Parameter Store tells it: seconds, and a selector apart from the name. */
  async function changed(values: string[]) {
    const asked: string[] = [];
    const server = await startHttpServer(({ body }) => {
      const [name = ''] = JSON.parse(body).Names;
      asked.push(name);
      const Version = Number(name.split(':')[1] ?? values.length);
      const Value = values[Version - 1];
      const found = { Name: NAME, Value, Version, LastModifiedDate: CHANGED_AT / 1000 };
      return { body: Value === undefined ? { InvalidParameters: [name] } : { Parameters: [found] } };
    });
    onTestFinished(server.close);
    const credentials = { accessKeyId: 'id', secretAccessKey: 'key' };
    const client = new SSMClient({ endpoint: server.url, region: 'eu-central-1', credentials });
    const before = (since: number) => readSecretBefore('GITHUB_WEBHOOK_SECRET', { stage: 'dev', since, client });
    return { asked, before };
  }

  it('is asked for by its version', async () => {
    const { before, asked } = await changed(['oldest', 'old', 'new']);
    expect(await before(CHANGED_AT - 1)).toEqual({ value: 'old', changedAt: CHANGED_AT });
    expect(asked).toEqual([NAME, `${NAME}:2`]);
  });

  it('is not asked for where the newest is old, or the first', async () => {
    const old = await changed(['old', 'new']);
    expect(await old.before(CHANGED_AT)).toBeUndefined();
    const first = await changed(['new']);
    expect(await first.before(CHANGED_AT - 1)).toBeUndefined();
    expect([old.asked, first.asked]).toEqual([[NAME], [NAME]]);
  });

  it('is none where there is no parameter', async () => {
    expect(await (await changed([])).before(0)).toBeUndefined();
  });
});
