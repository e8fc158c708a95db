/** What the set-up does not touch: values that the store has, a person's own token, and what is in use elsewhere. */
import { describe, expect, it } from 'vitest';
import { CliError } from '../terminal/errors.ts';
import { testTerminal } from '../test-terminal.ts';
import { stepsMessage } from './decide/setup-messages.ts';
import type { SetupRequest, SetupTools } from './setup.ts';
import { testWorld, type World } from './test-setup.ts';

describe('the environment of a shell', () => {
  it('replaces nothing that the store has, and is told of', async () => {
    const world = await testWorld();
    await world.run();
    world.writes.length = 0;
    const given = { DISCORD_BOT_TOKEN: 'other', GITHUB_REPOSITORY: 'me/mine', OPERATOR_ROLE_IDS: '1' };
    expect(await world.run({ given, shellToken: 'my own' })).toContain('Everything is set up');
    expect(world.writes).toEqual([]);
    expect(stepsMessage(await world.plan({ given }))).toContain(
      'Configuration: is kept; this shell has other values of DISCORD_BOT_TOKEN, GITHUB_REPOSITORY, OPERATOR_ROLE_IDS, which are not taken',
    );
  });

  it('makes no App’s stage of one that has a token', async () => {
    const world = await testWorld();
    world.answers['github'] = 'token';
    await world.run();
    world.writes.length = 0;
    const given = { GITHUB_APP_ID: '1', GITHUB_APP_PRIVATE_KEY: 'key', GITHUB_INSTALLATION_ID: '2' };
    expect(await world.run({ given })).toContain('Everything is set up');
    expect(world.writes).toEqual([]);
  });

  it('gives what the store lacks', async () => {
    const world = await testWorld();
    await world.run({ given: { ALARM_EMAIL: 'ops@example.com' } });
    expect(world.stored.get('ALARM_EMAIL')).toBe('ops@example.com');
  });

  it('gives its GITHUB_TOKEN when it is asked for, by Enter', async () => {
    const world = await testWorld();
    world.answers['github'] = 'token';
    delete world.answers['GITHUB_TOKEN'];
    expect(await world.run({ shellToken: world.github.token })).toContain('Everything is set up');
    expect(world.asked).toContain('GITHUB_TOKEN');
    expect(world.stored.get('GITHUB_TOKEN')).toBe(world.github.token);
  });

  it('gives its GITHUB_TOKEN to nobody who does not ask: what to do is told', async () => {
    const world = await testWorld();
    world.talk.isInteractive = false;
    const given = { DISCORD_BOT_TOKEN: world.discord.botToken, GITHUB_REPOSITORY: 'acme/web-shop' };
    const text = await world.run({ given, shellToken: world.github.token });
    expect(text).toContain('GITHUB_TOKEN of this shell is taken when it is asked for, or with --github token');
    expect(world.stored.has('GITHUB_TOKEN')).toBe(false);
    await world.run({ given, shellToken: world.github.token, github: 'token' });
    expect(world.stored.get('GITHUB_TOKEN')).toBe(world.github.token);
  });

  it('is read into settings, a GITHUB_TOKEN apart from them', async () => {
    let asked: SetupRequest | undefined;
    const setup: SetupTools = {
      environment: { GITHUB_TOKEN: 'my own', ALARM_EMAIL: 'ops@example.com' },
      open: async (wanted) => {
        asked = wanted;
        throw new CliError('Far enough.');
      },
    };
    expect(await testTerminal().run('setup --take-over', setup)).toMatchObject({
      stderr: expect.stringContaining('Far enough.'),
    });
    expect(asked).toMatchObject({ given: { ALARM_EMAIL: 'ops@example.com' }, shellToken: 'my own', takeOver: true });
    expect(asked?.given).not.toHaveProperty('GITHUB_TOKEN');
  });
});

const ELSEWHERE = 'https://prod.example.com';

/** An application and an App that another stage uses. */
const IN_USE: Record<string, (world: World) => unknown> = {
  interactions: ({ discord }) =>
    discord.setUp((setUp) => Object.assign(setUp, { interactionsUrl: `${ELSEWHERE}/discord` })),
  webhook: ({ github }) => github.setUp(({ app }) => Object.assign(app?.hook ?? {}, { url: `${ELSEWHERE}/github` })),
  commands: ({ discord, stored }) =>
    fetch(`${discord.url}/applications/${stored.get('DISCORD_APPLICATION_ID')}/commands`, {
      method: 'PUT',
      body: JSON.stringify([{ name: 'weather', description: 'Rain or not', type: 1 }]),
      headers: { authorization: `Bot ${discord.botToken}`, 'content-type': 'application/json' },
    }),
};
const WRITES = /hook\/config|\/commands|\/applications\/@me/;

describe.each(Object.keys(IN_USE))('what is in use elsewhere (%s)', (id) => {
  async function usedElsewhere(): Promise<World> {
    const world = await testWorld();
    await world.run();
    await IN_USE[id]?.(world);
    world.writes.length = 0;
    world.asked.length = 0;
    return world;
  }

  it('is left without a yes, and said with how to go on', async () => {
    const world = await usedElsewhere();
    world.answers['take-over'] = 'no';
    const text = await world.run();
    expect(text).toMatch(/which may be in use elsewhere: it is replaced only with your yes, or with --take-over/);
    expect(text).toMatch(/prod\.example\.com|\/weather/);
    expect(world.asked).toEqual(['take-over']);
    world.talk.isInteractive = false;
    expect(await world.run()).toContain('--take-over');
    expect(world.writes.filter((write) => WRITES.test(write))).toEqual([]);
  });

  it.each(['yes', '--take-over'])('is replaced with %s', async (how) => {
    const world = await usedElsewhere();
    if (how === 'yes') world.answers['take-over'] = 'yes';
    expect(await world.run(how === 'yes' ? {} : { takeOver: true })).toContain('Everything is set up');
    expect(world.asked).toEqual(how === 'yes' ? ['take-over'] : []);
    expect(world.writes.filter((write) => WRITES.test(write))).toHaveLength(1);
  });

  it('is replaced without a question where the notes name it as ours', async () => {
    const world = await usedElsewhere();
    const ours = { interactionsUrl: `${ELSEWHERE}/discord`, hookUrl: `${ELSEWHERE}/github`, commands: ['weather'] };
    world.memory.notes = { ...world.memory.notes, ...ours };
    expect(await world.run()).toContain('Everything is set up');
    expect(world.asked).toEqual([]);
  });
});

describe('a refusal of GitHub', () => {
  async function refusing(path: RegExp, message: string): Promise<World> {
    const world = await testWorld();
    world.answers['github'] = 'token';
    const send = world.ports.github;
    world.ports.github = (call) =>
      path.test(call.path) ? Promise.resolve({ status: 403, json: { message } }) : send(call);
    return world;
  }

  it('is not taken for a workflow file that is not there', async () => {
    const world = await refusing(/\/contents\//, 'Resource not accessible by personal access token');
    expect(await world.run()).toMatch(/Workflow files: the files cannot be read: .*403 .*\(a permission is missing\)/);
    expect(world.writes.filter((write) => /trees|pulls/.test(write))).toEqual([]);
  });

  it('is not taken for a webhook that may not be seen, where its rate is limited', async () => {
    const world = await refusing(/\/hooks$/, 'API rate limit exceeded');
    expect(await world.run()).toMatch(/Webhook: GitHub cannot be asked: .*API rate limit exceeded/);
    expect(world.memory.notes.passed).not.toContain('webhook');
  });
});
