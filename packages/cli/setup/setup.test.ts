import { describe, expect, it } from 'vitest';
import { stepsMessage } from './decide/setup-messages.ts';
import { testWorld, type World } from './test-setup.ts';

/** Codes and ids are others each time. */
function withoutIds(write: string): string {
  return write.replaceAll(/[0-9a-f]{40}|\b1\d{18}\b/g, '…');
}

describe('valine setup', () => {
  it('leads from nothing to a stage that answers, and asks for no more than nobody can find out', async () => {
    const world = await testWorld();
    expect(withoutIds(await world.run())).toMatchInlineSnapshot(
      `"Everything is set up. Type /plan in Discord; valine doctor looks after it from now on."`,
    );
    expect(world.asked.join(' ')).toMatchInlineSnapshot(
      `"DISCORD_BOT_TOKEN DISCORD_CHANNEL_ID github GITHUB_REPOSITORY OPERATOR_ROLE_IDS FRONTEND_BASE_URL VITE_API_BASE ALARM_EMAIL"`,
    );
    expect(world.discord.registered().map(({ name }) => name)).toContain('plan');
  });

  it('writes each thing once, in an order in which nothing waits for anything', async () => {
    const world = await testWorld();
    await world.run();
    expect(world.writes.map(withoutIds).join('\n')).toMatchInlineSnapshot(`
      "store DISCORD_BOT_TOKEN
      store DISCORD_APPLICATION_ID
      store DISCORD_PUBLIC_KEY
      store ALLOWED_GUILD_IDS
      store DISCORD_CHANNEL_ID
      store GITHUB_REPOSITORY
      POST /app-manifests/…/conversions
      store GITHUB_APP_ID
      store GITHUB_APP_PRIVATE_KEY
      store GITHUB_WEBHOOK_SECRET
      store GITHUB_INSTALLATION_ID
      POST /repos/acme/web-shop/git/trees
      POST /repos/acme/web-shop/git/commits
      POST /repos/acme/web-shop/git/refs
      POST /repos/acme/web-shop/pulls
      store OPERATOR_ROLE_IDS
      PATCH /app/hook/config
      PUT /applications/…/guilds/…/commands
      PATCH /applications/@me
      POST /channels/…/messages"
    `);
  });

  it('changes nothing the second time', async () => {
    const world = await testWorld();
    await world.run();
    world.writes.length = 0;
    world.asked.length = 0;
    expect(await world.run()).toContain('Everything is set up');
    expect([world.writes, world.asked]).toEqual([[], []]);
  });

  it('says on a dry run what it would do, and does nothing', async () => {
    const world = await testWorld();
    expect(stepsMessage(await world.plan())).toMatchInlineSnapshot(`
      "✓ Configuration: is kept
      ? Bot token: make an application at https://discord.com/developers/applications, and give its token here or as DISCORD_BOT_TOKEN
      … Application: waits for the bot token
      … Server: waits for the bot token
      … Permissions of the bot: waits for the bot token
      … Channel: waits for the bot token
      … Public Bot: waits for the bot token
      ? GitHub: nobody has said how it is reached (--github)
      ? Operators: nobody has said whose roles may run what changes something
      ? Site: FRONTEND_BASE_URL is not set
      ? API: VITE_API_BASE is not set
      ? Alarms: ALARM_EMAIL is not set
      ☞ Deployment: deploy the stage: npx -y pnpm@12.21.0 exec pulumi up --stack dev
      … Slash commands: waits for the server
      … Interactions address: waits for the deployment
      … Greeting: waits for the deployment"
    `);
    expect([world.writes, world.asked, world.memory.notes]).toEqual([[], [], { passed: [] }]);
  });

  it('takes on a dry run what the environment gives, and looks further', async () => {
    const world = await testWorld();
    const { DISCORD_BOT_TOKEN, GITHUB_REPOSITORY } = world.answers;
    const given = { DISCORD_BOT_TOKEN: String(DISCORD_BOT_TOKEN), GITHUB_REPOSITORY: String(GITHUB_REPOSITORY) };
    expect(withoutIds(stepsMessage(await world.plan({ given })))).toMatchInlineSnapshot(`
      "→ Configuration: write DISCORD_BOT_TOKEN, GITHUB_REPOSITORY
      ✓ Bot token: of Valine
      → Application: write its id and its public key
      ☞ Server: add the bot to your server
          https://discord.com/oauth2/authorize?client_id=…&scope=bot+applications.commands&permissions=309237763072
      … Permissions of the bot: waits for the server
      … Channel: waits for the server
      ✓ Public Bot: is off
      ? GitHub: nobody has said how it is reached (--github)
      ? Operators: nobody has said whose roles may run what changes something
      ? Site: FRONTEND_BASE_URL is not set
      ? API: VITE_API_BASE is not set
      ? Alarms: ALARM_EMAIL is not set
      ☞ Deployment: deploy the stage: npx -y pnpm@12.21.0 exec pulumi up --stack dev
      … Slash commands: waits for the server
      … Interactions address: waits for the deployment
      … Greeting: waits for the deployment"
    `);
    expect([world.writes, world.asked, world.memory.notes]).toEqual([[], [], { passed: [] }]);
  });

  it('makes the App of another organisation there, and nothing of GitHub where this machine plays it', async () => {
    const world = await testWorld();
    await world.run({ organization: 'acme' });
    expect(world.github.requests()[0]).toBe('POST /organizations/acme/settings/apps/new?state=s');
    const local = await testWorld();
    await local.run({ isLocal: true, github: 'sandbox', publicUrl: 'http://127.0.0.1:1' });
    expect(local.github.requests()).toEqual([]);
    expect(local.stored.get('DISCORD_API_URL')).toBe(local.discord.url);
  });

  it('takes a token in place of an App, and makes the webhook of the repository', async () => {
    const world = await testWorld();
    world.answers['github'] = 'token';
    expect(await world.run()).toContain('Everything is set up');
    expect(world.stored.get('GITHUB_TOKEN')).toBe(world.github.token);
    const path = '/repos/acme/web-shop/hooks';
    expect(world.writes.filter((write) => write.includes('hooks'))).toEqual([`POST ${path}`]);
    world.writes.length = 0;
    await world.run();
    expect(world.writes).toEqual([]);
    world.github.setUp(({ hooks: [hook] }) => Object.assign(hook ?? {}, { events: ['issues'], contentType: 'form' }));
    await world.run();
    expect(world.writes.map(withoutNumbers)).toEqual([`PATCH ${path}/…`]);
    world.writes.length = 0;
    world.stored.set('NOTIFICATION_RULES', '{"releases":{"event":"release","channel":"900"}}');
    for (let time = 0; time < 2; time += 1) await world.run();
    expect(world.writes.map(withoutNumbers)).toEqual([`PATCH ${path}/…`]);
    world.github.setUp(({ hooks: [hook] }) => expect(hook?.events).toContain('release'));
  });
});

function withoutNumbers(write: string): string {
  return write.replaceAll(/\d+/g, '…');
}

describe('what is not right', () => {
  it('is asked for again: a token that Discord does not take, a repository that is none', async () => {
    const world = await testWorld();
    const right = world.answers['DISCORD_BOT_TOKEN'];
    Object.assign(world.answers, { DISCORD_BOT_TOKEN: 'wrong' });
    let told = 0;
    const { ask } = world.talk;
    world.talk.ask = async (question, problem) => {
      if (question.name === 'DISCORD_BOT_TOKEN' && told++ > 0)
        Object.assign(world.answers, { DISCORD_BOT_TOKEN: right });
      if (question.name === 'GITHUB_REPOSITORY')
        Object.assign(world.answers, { GITHUB_REPOSITORY: problem === undefined ? 'web-shop' : 'acme/web-shop' });
      return ask(question, problem);
    };
    expect(await world.run()).toContain('Everything is set up');
    expect(world.asked.filter((name) => /TOKEN|REPOSITORY/.test(name))).toMatchInlineSnapshot(`
      [
        "DISCORD_BOT_TOKEN",
        "DISCORD_BOT_TOKEN",
        "GITHUB_REPOSITORY",
        "GITHUB_REPOSITORY: GITHUB_REPOSITORY must be owner/name: The repository whose issues are planned and whose workflows are run, as \`owner/name\`.",
      ]
    `);
  });

  it('is asked for again: a token of GitHub that is wrong, or does not see the repository', async () => {
    const world = await testWorld();
    Object.assign(world.answers, { github: 'token', GITHUB_TOKEN: 'wrong' });
    world.talk.isInteractive = true;
    const { ask } = world.talk;
    let told = 0;
    world.talk.ask = async (question, problem) => {
      if (question.name === 'GITHUB_TOKEN' && told++ > 0)
        Object.assign(world.answers, { GITHUB_TOKEN: world.github.token });
      return ask(question, problem);
    };
    await world.run();
    expect(world.asked.filter((name) => name.startsWith('GITHUB_TOKEN'))).toHaveLength(2);
    expect(world.stored.get('GITHUB_TOKEN')).toBe(world.github.token);
  });

  it('stops nothing else, and is told with what to do: workflow files, webhook and channel that may not be written', async () => {
    const world = await testWorld();
    for (const [platform, path] of [
      ['github', /trees$|hook\/config$/],
      ['discord', /messages$/],
    ] as const) {
      const send = world.ports[platform];
      world.ports[platform] = (call) =>
        call.method !== 'GET' && path.test(call.path)
          ? Promise.resolve({ status: 403, json: { message: 'Refused here' } })
          : send(call);
    }
    expect(withoutIds(await world.run())).toMatchInlineSnapshot(`
      "Left to do:
      ✗ Workflow files: POST /repos/acme/web-shop/git/trees: 403 Refused here. An App has no permission to write workflow files, and shall not have it. Run again with GITHUB_SETUP_TOKEN, a token of your own with Contents, Pull requests and Workflows: read and write (gh auth token prints one); it is kept nowhere. Or copy packages/workflows/.github into the repository.
      ✗ Webhook: PATCH /app/hook/config: 403 Refused here. Run again with GITHUB_SETUP_TOKEN, a token of your own with Webhooks: read and write, or make the webhook by hand (docs/integration-guide.md).
      ✗ Greeting: POST /channels/…/messages: 403 Refused here. Let the bot write in the channel (channel, Edit, Permissions), or choose another.

      Run valine setup again: it goes on from here."
    `);
    expect(world.discord.registered().length).toBeGreaterThan(5);
  });

  it('is for the person: permissions that the App or the bot lacks', async () => {
    const world = await testWorld();
    await world.run();
    world.github.setUp(({ app }) => Object.assign(app ?? {}, { permissions: { issues: 'read' } }));
    world.discord.setUp((setUp) => Object.assign(setUp, { roles: [], botRoles: [] }));
    expect(withoutIds(await world.run())).toMatchInlineSnapshot(`
      "Left to do:
      ☞ Permissions of the bot: the bot lacks View Channels, Send Messages, Embed Links, Attach Files, Read Message History, Create Public Threads, Send Messages in Threads: add it once more, with all that it asks for
          https://discord.com/oauth2/authorize?client_id=…&scope=bot+applications.commands&permissions=309237763072&guild_id=…&disable_guild_select=true
      ☞ Permissions of the App: give it Issues (read and write), Pull requests (read and write), Contents (read and write), Actions (read and write), Checks (read), Commit statuses (read), Variables (read and write), Secrets (read and write), Metadata (read)
          https://github.com/organizations/acme/settings/apps/valine-acme-web-shop-dev/permissions

      Run valine setup again: it goes on from here."
    `);
  });

  it('waits for nobody where nobody is: everything that can be done is done', async () => {
    const world = await testWorld();
    world.talk.isInteractive = false;
    world.discord.setUp((setUp) => Object.assign(setUp, { isBotInGuild: true }));
    const given = {
      DISCORD_BOT_TOKEN: world.discord.botToken,
      GITHUB_REPOSITORY: 'acme/web-shop',
    };
    const shellToken = world.github.token;
    expect(withoutIds(await world.run({ given, shellToken, github: 'token' }))).toMatchInlineSnapshot(`
      "Left to do:
      ? Channel: none is chosen
      ☞ Deployment: deploy the stage: npx -y pnpm@12.21.0 exec pulumi up --stack dev
      … Webhook: waits for the deployment
      … Interactions address: waits for the deployment
      … Greeting: waits for the deployment

      Run valine setup again: it goes on from here."
    `);
  });
});

/** Each run may write one thing more than the one before it, until one comes to its end. */
async function runInPieces(world: World, first: number, when: 'before' | 'after'): Promise<number> {
  for (let runs = 1; runs < 20; runs += 1) if (!(await world.runUntil(first + runs, when))) return runs;
  throw new Error('It never comes to its end.');
}

describe.each(['before', 'after'] as const)('a set-up that ends %s writes of its own, again and again', (when) => {
  it.each([0, 1, 2])(
    'goes on where it was, and makes nothing twice but an App whose key was lost (%i)',
    async (first) => {
      const world = await testWorld();
      expect(await runInPieces(world, first, when)).toBeGreaterThan(3);
      expect(await world.run()).toContain('Everything is set up');
      const greetings = world.discord.messages().filter(({ message }) => message.content.startsWith('👋'));
      expect(greetings).toHaveLength(1);
      const pulls = world.github.issues().filter(({ title }) => title.startsWith('Add the workflows'));
      expect(pulls).toHaveLength(1);
      const made = world.github.requests().filter((request) => request.startsWith('POST /settings/apps/new'));
      const lost = world.said.filter((text) => text.includes('whose key never arrived here: delete it'));
      expect(made).toHaveLength(1 + lost.length);
      expect(world.memory.notes).not.toHaveProperty('app');
    },
  );
});
