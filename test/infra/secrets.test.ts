/** Secrets: where they are kept, and that they are nowhere else. */
import { describe, expect, it } from 'vitest';
import { environmentOf, inputsOf, resourcesOf } from './find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from './run-program.ts';

/** How Pulumi marks a secret on its way to the engine, which stores it encrypted. */
const MARKED = '4dabf18193072939515e22adb298388d';

const withToken = await runProgram('dev');
const withApp = await runProgram('dev', {
  ...CONFIGURATION,
  discordBotToken: SECRETS.discordBotToken,
  githubWebhookSecret: SECRETS.githubWebhookSecret,
  githubAppId: '77',
  githubAppPrivateKey: 'private-key-in-clear',
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
  ]);
});

it.each([
  ['ingress', 'GITHUB_WEBHOOK_SECRET'],
  ['dispatcher', 'GITHUB_APP_PRIVATE_KEY'],
  ['verifier', 'GITHUB_APP_PRIVATE_KEY'],
  ['notifier', 'DISCORD_BOT_TOKEN'],
])('tells %s which secrets it has: %s', (service, secrets) => {
  expect(environmentOf(withApp, `${service}-function`)).toMatchObject({ SECRETS: secrets, SECRETS_VERSION: '1' });
});

describe.each([
  ['a token', withToken],
  ['a GitHub App', withApp],
])('with %s', (_, world) => {
  it('no secret stands in clear in any resource or output', () => {
    const { resources, outputs } = world;
    const visible = JSON.stringify({ resources, outputs }, (_, value) => (value?.[MARKED] ? '[secret]' : value));
    expect(visible.match(/\[secret\]/g)).toHaveLength(3);
    expect(visible).not.toContain('in-clear');
  });
});
