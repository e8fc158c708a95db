/** Mistakes in the configuration: all told at once, each with the command that mends it. */
import { expect, it } from 'vitest';
import { environmentOf } from './find-resources.ts';
import { CONFIGURATION, runProgram, SECRETS } from './run-program.ts';

/** What a person reads when the program refuses. */
async function refusal(stage: string, configuration: Record<string, string>, open: string[] = []): Promise<string> {
  const outcome = await runProgram(stage, configuration, open).catch((error: Error) => error.message);
  return typeof outcome === 'string' ? outcome : 'It was accepted.';
}

it('names everything that is missing', async () => {
  expect(await refusal('dev', {})).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      DISCORD_PUBLIC_KEY is not set: The Discord application's public key; every interaction is verified against it.
        pulumi config set discordPublicKey <value>
      DISCORD_APPLICATION_ID is not set: The Discord application's id.
        pulumi config set discordApplicationId <value>
      DISCORD_BOT_TOKEN is not set: The bot's token.
        pulumi config set --secret discordBotToken
      GITHUB_REPOSITORY is not set: The repository whose issues are planned and whose workflows are run, as \`owner/name\`.
        pulumi config set githubRepository <value>
      GITHUB_WEBHOOK_SECRET is not set: The webhook's secret; every delivery is verified against it.
        pulumi config set --secret githubWebhookSecret
      GITHUB_TOKEN is not set, nor a GitHub App (githubAppId, githubAppPrivateKey, githubInstallationId).
        pulumi config set --secret githubToken
      ALLOWED_GUILD_IDS is not set: of what comes from Discord, nothing but its PING is taken. Set it to the ids of your team's Discord servers.
        pulumi config set allowedGuildIds <value>
      OPERATOR_ROLE_IDS is not set: everyone in the allowed servers may run what changes something in stage dev; in stage prod nobody may. Set it to the ids of the Discord roles that may.
        pulumi config set operatorRoleIds <value>"
  `);
});

it('names what is wrong beside what is missing, and asks for a value again only where it is', async () => {
  const { githubRepository, ...rest } = {
    ...CONFIGURATION,
    ...SECRETS,
    discordPublicKey: 'abc',
    approvalsRequired: '0',
  };
  expect(await refusal('dev', rest)).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      DISCORD_PUBLIC_KEY must be 64 hex digits (General Information, Public Key): The Discord application's public key; every interaction is verified against it.
        pulumi config set discordPublicKey <value>
      GITHUB_REPOSITORY is not set: The repository whose issues are planned and whose workflows are run, as \`owner/name\`.
        pulumi config set githubRepository <value>
      APPROVALS_REQUIRED must be a number from 1 to 99: How many different people must approve a plan.
        pulumi config set approvalsRequired <value>"
  `);
});

it('never repeats a value, which may be a secret in the wrong place', async () => {
  const misplaced = { ...CONFIGURATION, ...SECRETS, discordPublicKey: SECRETS.discordBotToken };
  expect(await refusal('dev', misplaced)).not.toContain(SECRETS.discordBotToken);
});

it('takes half a GitHub App for a mistake, even beside a token', async () => {
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, githubAppId: '77' })).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      GITHUB_APP_PRIVATE_KEY is not set, but other settings of the GitHub App are.
        pulumi config set --secret githubAppPrivateKey < key.pem
      GITHUB_INSTALLATION_ID is not set, but other settings of the GitHub App are.
        pulumi config set githubInstallationId <value>"
  `);
});

it('refuses a stage that cannot be part of a name', async () => {
  expect(await refusal('My Stage', { ...CONFIGURATION, ...SECRETS })).toMatchInlineSnapshot(`
    "The configuration of stack My Stage is not complete. Set or correct, then run pulumi up again:
      The stack's name, My Stage, becomes part of every name in AWS: make one of lower-case letters, digits and hyphens, 20 at most.
        pulumi stack init <name>"
  `);
});

it('refuses a mailbox that is none', async () => {
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, alarmEmail: '#ops' })).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      alarmEmail must be one e-mail address: who is told when an alarm goes off.
        pulumi config set alarmEmail <address>"
  `);
});

it.each([
  [47, /^It was accepted/],
  [49, /ACCEPT_UNSIGNED_UNTIL is more than 48 hours ahead/],
])('takes unsigned messages for an update, and not for ever: %i hours', async (hours, said) => {
  const acceptUnsignedUntil = `${new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 19)}Z`;
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, acceptUnsignedUntil })).toMatch(said);
});

it('counts an empty value as not set', async () => {
  const world = await runProgram('dev', { ...CONFIGURATION, ...SECRETS, allowedGuildIds: '' });
  expect(environmentOf(world, 'ingress-function')).not.toHaveProperty('ALLOWED_GUILD_IDS');
});

it('refuses in production what is for development', async () => {
  const local = { ...CONFIGURATION, ...SECRETS, safeLocal: 'true' };
  expect(await refusal('prod', local)).toContain('SAFE_LOCAL is for development');
  await expect(runProgram('dev', local)).resolves.toBeDefined();
});

it('refuses a key that is none, and asks for the file by a pipe', async () => {
  const app = { githubAppId: '77', githubInstallationId: '78', githubAppPrivateKey: '-----BEGIN RSA PRIVATE KEY-----' };
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, ...app })).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      GITHUB_APP_PRIVATE_KEY must be a whole RSA private key in PEM: its END line is missing: it was cut off: The GitHub App's private key, PEM; line breaks may be spelled out, or the whole be base64.
        pulumi config set --secret githubAppPrivateKey < key.pem"
  `);
});

it.each(['9', 'many', '0'])(
  'refuses a concurrency that leaves no share for everyone: %s',
  async (lambdaConcurrency) => {
    expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, lambdaConcurrency })).toContain(
      'lambdaConcurrency must be a number of 10 or more',
    );
  },
);

it('refuses settings that no function could be told, before AWS does', async () => {
  const checks = Array.from({ length: 40 }, (_, index) => ({
    name: `Check ${index}`,
    url: `https://${'x'.repeat(60)}.example`,
  }));
  const customChecks = JSON.stringify(checks);
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, customChecks })).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      CUSTOM_CHECKS must be a JSON list of at most 10 checks, each with name and url (see docs): JSON list of checks of your own: \`name\`, \`url\`, and if wanted \`expect_status\`, \`expect_header\`, \`max_ms\`.
        pulumi config set customChecks <value>
      The settings of the verifier function come to 5495 bytes with what it is told besides, and AWS takes 4096. The longest are CUSTOM_CHECKS and GITHUB_REPOSITORY: shorten them."
  `);
});

it('refuses a key that there is not, and names the one that was meant', async () => {
  const slips = { operatorRoleId: '1', alarmMail: 'ops@example.com', colour: 'blue' };
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, ...slips })).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      operatorRoleId is no key of the configuration. Did you mean operatorRoleIds?
        pulumi config rm operatorRoleId
      alarmMail is no key of the configuration. Did you mean alarmEmail?
        pulumi config rm alarmMail
      colour is no key of the configuration. The README lists the keys there are.
        pulumi config rm colour"
  `);
});

it('refuses a secret that was set without --secret, and does not repeat it', async () => {
  const said = await refusal('dev', { ...CONFIGURATION, ...SECRETS }, ['discordBotToken']);
  expect(said).not.toContain(SECRETS.discordBotToken);
  expect(said).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      DISCORD_BOT_TOKEN is a secret and was set without --secret, so it stands in Pulumi.<stage>.yaml for everybody to read: set it anew with a new value, for the old one is known.
        pulumi config rm discordBotToken
        pulumi config set --secret discordBotToken"
  `);
});

it('takes a name in COMMAND_ACCESS that is none of a command for a slip', async () => {
  const commandAccess = JSON.stringify({ 'deploy-cleint': { roles: ['1'] } });
  expect(await refusal('dev', { ...CONFIGURATION, ...SECRETS, commandAccess })).toMatchInlineSnapshot(`
    "The configuration of stack dev is not complete. Set or correct, then run pulumi up again:
      COMMAND_ACCESS names "deploy-cleint", which is no command: did you mean deploy-client?
        pulumi config set commandAccess <value>"
  `);
});
