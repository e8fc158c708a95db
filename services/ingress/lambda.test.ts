/** The function as it is deployed, in front of an AWS that counts: what each request costs, and how long it may take. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { HttpRequest } from './http.ts';
import { type FakeAws, startFakeAws } from './test-support/test-aws.ts';
import { exampleOf } from './test-support/test-examples.ts';
import {
  autocompleteInteraction,
  commandInteraction,
  PUBLIC_KEY,
  signedByDiscord,
  signedByGitHub,
} from './test-support/test-world.ts';

let aws: FakeAws;
let handle: typeof import('./lambda.ts').handler;

beforeAll(async () => {
  aws = await startFakeAws();
  const environment = {
    STAGE: 'dev',
    SECRETS: 'GITHUB_WEBHOOK_SECRET,ADMISSION_KEY',
    RUNS_TABLE: 'runs',
    DISPATCH_QUEUE_URL: `${aws.url}/000000000000/dispatch`,
    VERIFY_QUEUE_URL: `${aws.url}/000000000000/verify`,
    DISCORD_PUBLIC_KEY: PUBLIC_KEY,
    GITHUB_REPOSITORY: 'Codertocat/Hello-World',
    ALLOWED_GUILD_IDS: '10',
    LOG_LEVEL: 'error',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_SQS: aws.url,
    AWS_ENDPOINT_URL_SSM: aws.url,
    AWS_ENDPOINT_URL_DYNAMODB: aws.url,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  handle = (await import('./lambda.ts')).handler;
});

const LONGER_THAN_A_FAILURE_STANDS = 6_000;

afterEach(() => {
  aws.calls.length = 0;
  aws.refuse(undefined);
  vi.useRealTimers();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

async function send({ method, path, headers, body }: HttpRequest) {
  const result = await handle({
    rawPath: path,
    headers: { ...headers },
    requestContext: { http: { method } },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  });
  return { status: result.statusCode, body: JSON.parse(result.body ?? '') };
}

describe('the calls to AWS', () => {
  it('are the secrets, once, while they cannot be had, for whoever asks and however often', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - LONGER_THAN_A_FAILURE_STANDS });
    aws.refuse('GetParameters');
    const delivery = signedByGitHub('issues', exampleOf('issues', 'unlabeled'));
    for (let time = 0; time < 3; time += 1) expect((await send(delivery)).status).toBe(500);
    const answer = await send(signedByDiscord(commandInteraction('plan'), Date.now()));
    expect(answer.body.data.content).toContain('reason_code: admission_key_unavailable');
    expect(aws.calls).toEqual(['AmazonSSM.GetParameters']);
  });

  it('are the secrets, in one call, for the first command, and one for each: no table is asked for', async () => {
    const commands = [1, 2, 3].map(() => signedByDiscord(commandInteraction('plan'), Date.now()));
    for (const command of commands)
      expect(await send(command)).toEqual({ status: 200, body: { type: 5, data: { flags: 0 } } });
    const sent = Array<string>(3).fill('AmazonSQS.SendMessage');
    expect(aws.calls).toEqual(['AmazonSSM.GetParameters', ...sent]);
  });

  it('are one query for the runs to approve', async () => {
    const answer = await send(signedByDiscord(autocompleteInteraction('approve', 'run_id', ''), Date.now()));
    expect(answer).toEqual({ status: 200, body: { type: 8, data: { choices: [] } } });
    expect(aws.calls).toEqual(['DynamoDB_20120810.Query']);
  });

  it.each([undefined, 'sha1=ab', `sha256=${'a'.repeat(63)}`, `sha256=${'g'.repeat(64)}`])(
    'are none for a webhook whose signature is no signature: %s',
    async (signature) => {
      const delivery = signedByGitHub('issues', {}, { 'x-hub-signature-256': signature });
      expect((await send(delivery)).status).toBe(401);
      expect(aws.calls).toEqual([]);
    },
  );

  it('are one message for each webhook', async () => {
    const delivery = signedByGitHub('issues', exampleOf('issues', 'unlabeled'));
    expect((await send(delivery)).status).toBe(202);
    expect((await send(delivery)).status).toBe(202);
    expect(aws.calls).toEqual(['AmazonSQS.SendMessage', 'AmazonSQS.SendMessage']);
  });

  it('are none for an interaction with a bad signature', async () => {
    const answer = await send(signedByDiscord(commandInteraction('plan'), Date.now() - 600_000));
    expect(answer.status).toBe(401);
    expect(aws.calls).toEqual([]);
  });
});

describe('an AWS that does not answer', () => {
  it('is given up in time to tell the person within 3 s', async () => {
    aws.hangOn('SendMessage');
    const start = performance.now();
    const answer = await send(signedByDiscord(commandInteraction('plan'), Date.now()));
    expect(answer.body.data.content).toContain('reason_code: queue_unsure');
    expect(performance.now() - start).toBeLessThan(2_500);
  });

  it('is told apart from one that refuses', async () => {
    aws.refuse('SendMessage');
    const answer = await send(signedByDiscord(commandInteraction('plan'), Date.now()));
    expect(answer.body.data.content).toContain('reason_code: queue_unavailable');
  });

  it('leaves autocomplete without choices within 3 s', async () => {
    aws.hangOn('Query');
    const start = performance.now();
    const answer = await send(signedByDiscord(autocompleteInteraction('approve', 'run_id', ''), Date.now()));
    expect(answer.body).toEqual({ type: 8, data: { choices: [] } });
    expect(performance.now() - start).toBeLessThan(2_500);
  });
});
