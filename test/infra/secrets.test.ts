/** Secrets: where they are kept, and that they are nowhere else. */
import { parameterName, SERVICES, settingsOf } from '@valine/settings';
import { describe, expect, it } from 'vitest';
import { environmentOf, inputsOf, resourcesOf, statementsOf } from './find-resources.ts';
import { APP_KEY, CONFIGURATION, runProgram, SECRETS, type World } from './run-program.ts';

/** How Pulumi marks a secret on its way to the engine, which stores it encrypted. */
const MARKED = '4dabf18193072939515e22adb298388d';

const PARAMETERS = 'arn:aws:ssm:eu-central-1:123456789012:parameter';

/** What a function's environment holds besides its settings. */
const WIRING = [
  'DISPATCH_DEAD_LETTERS_URL',
  'VERIFY_DEAD_LETTERS_URL',
  'POLL_DEAD_LETTERS_URL',
  'NOTIFY_DEAD_LETTERS_URL',
  'STAGE',
  'RUNS_TABLE',
  'DISPATCH_QUEUE_URL',
  'VERIFY_QUEUE_URL',
  'POLL_QUEUE_URL',
  'NOTIFY_QUEUE_URL',
  'WEBHOOK_URL',
  'INTERACTIONS_URL',
  'SECRETS',
  'SECRETS_VERSION',
  'NODE_OPTIONS',
];

const withToken = await runProgram('dev');
const withApp = await runProgram('dev', {
  ...CONFIGURATION,
  discordBotToken: SECRETS.discordBotToken,
  githubWebhookSecret: SECRETS.githubWebhookSecret,
  githubAppId: '77',
  githubAppPrivateKey: APP_KEY,
  githubInstallationId: '88',
});

it('keeps each secret in an encrypted parameter, and tells Pulumi that it is one', () => {
  expect(inputsOf(withToken, 'secrets-github-token')).toEqual({
    name: '/valine-orchestrator/dev/GITHUB_TOKEN',
    type: 'SecureString',
    value: { [MARKED]: expect.any(String), value: 'github-token-in-clear' },
  });
  expect(resourcesOf(withToken, 'parameter').map(({ inputs }) => inputs['name'])).toEqual([
    '/valine-orchestrator/dev/GITHUB_WEBHOOK_SECRET',
    '/valine-orchestrator/dev/GITHUB_TOKEN',
    '/valine-orchestrator/dev/DISCORD_BOT_TOKEN',
    '/valine-orchestrator/dev/ADMISSION_KEY',
  ]);
});

describe('the key that ingress signs with', () => {
  const keyOf = (world: World) => inputsOf(world, 'secrets-admission-key')['value'] as { value: string };

  it('is made where none is given: 32 random bytes, and a secret', async () => {
    const [one, other] = [keyOf(withToken), keyOf(withApp)];
    expect(one).toEqual({ [MARKED]: expect.any(String), value: expect.stringMatching(/^[\w-]{43}$/) });
    expect(one.value).not.toBe(other.value);
  });

  it('is the one that is given', async () => {
    const admissionKey = 'forty-characters-that-nobody-else-can-know';
    const world = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, admissionKey });
    expect(keyOf(world).value).toBe(admissionKey);
  });
});

it.each([
  ['ingress', 'GITHUB_WEBHOOK_SECRET,ADMISSION_KEY'],
  ['dispatcher', 'GITHUB_APP_PRIVATE_KEY,ADMISSION_KEY'],
  ['verifier', 'GITHUB_APP_PRIVATE_KEY'],
  ['notifier', 'DISCORD_BOT_TOKEN'],
])('tells %s which secrets it has: %s', (service, secrets) => {
  expect(environmentOf(withApp, `${service}-function`)).toMatchObject({ SECRETS: secrets });
});

describe.each([
  ['a token', withToken],
  ['a GitHub App', withApp],
])('with %s', (_, world) => {
  it.each(SERVICES)('%s may read exactly the secrets it is told of, and each exists', (service) => {
    const told = environmentOf(world, `${service}-function`)['SECRETS']?.split(',') ?? [];
    const readable = statementsOf(world, `${service}-policy`)
      .filter(({ Action }) => Action.includes('ssm:GetParameters'))
      .flatMap(({ Resource }) => Resource);
    expect(readable).toEqual(told.map((name) => `${PARAMETERS}${parameterName(name, 'dev')}`));
    const kept = resourcesOf(world, 'parameter').map(({ inputs }) => inputs['name']);
    expect(kept).toEqual(expect.arrayContaining(told.map((name) => parameterName(name, 'dev'))));
  });

  it.each(SERVICES)('%s is told only of things that are: its settings, and what it is wired to', (service) => {
    const known = new Set<string>([...WIRING, ...settingsOf(service)]);
    const names = Object.keys(environmentOf(world, `${service}-function`));
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('no secret stands in clear in any resource or output', () => {
    const { resources, outputs } = world;
    const visible = JSON.stringify({ resources, outputs }, (_, value) => (value?.[MARKED] ? '[secret]' : value));
    expect(visible.match(/\[secret\]/g)).toHaveLength(4);
    expect(visible).not.toContain('in-clear');
  });
});
