/** Slash commands through the whole of ingress: signed request in, queue message and answer out. */
import { checkAdmission } from '@valine/admission';
import { CommandRequested } from '@valine/contracts';
import { QueueUnavailable } from '@valine/lambda-kit';
import { describe, expect, it } from 'vitest';
import {
  ADMISSION_KEY,
  commandInteraction,
  createWorld,
  interact,
  letIn,
  SETTINGS,
} from '../test-support/test-world.ts';

describe('a signed command', () => {
  it('becomes one message on the queue of its definition, and is answered deferred', async () => {
    const world = createWorld();
    const answer = await interact(world, commandInteraction('plan', [{ name: 'label', type: 3, value: ' ready ' }]));
    expect(answer).toEqual({ status: 200, body: { type: 5, data: { flags: 0 } } });
    expect(world.queues.calls).toBe(1);
    const message = {
      ...{ type: 'command.requested', id: '1477953240268800000', command: 'plan', options: { label: 'ready' } },
      person: { id: '1', name: 'Ada', username: 'ada', roles: ['20'] },
      reply: {
        ...{ interactionId: '1477953240268800000', applicationId: '77', channelId: '500', guildId: '10' },
        ...{ token: 'interaction-token', tokenExpiresAt: expect.any(Number), private: false },
      },
      requestedAt: world.clock.now(),
      admission: { guildId: '10', channelIds: ['500'], signature: expect.any(String) },
    };
    expect(world.queues.sent).toEqual([{ queue: 'dispatch', body: message }]);
    const sent = CommandRequested.parse(world.queues.sent[0]?.body);
    expect(sent).toEqual(world.queues.sent[0]?.body);
    expect(checkAdmission(ADMISSION_KEY, sent, { now: world.clock.now(), maxAgeMs: 0 })).toBeUndefined();
  });

  it('is answered privately where its definition says so', async () => {
    const answer = await interact(createWorld(), commandInteraction('help'));
    expect(answer.body).toEqual({ type: 5, data: { flags: 64 } });
  });

  it('is told, at once and privately, that there is no key to sign it with', async () => {
    const world = createWorld({ admissionKey: () => Promise.reject(new Error('denied')) });
    const answer = await interact(world, commandInteraction('plan'));
    expect(answer.body).toMatchObject({ type: 4, data: { flags: 64 } });
    expect(answer.body.data.content).toContain('reason_code: admission_key_unavailable');
    expect(letIn(world)).toEqual([]);
  });

  it('is told of a queue that does not answer, at once and privately', async () => {
    const world = createWorld();
    world.queues.failNext(1);
    const answer = await interact(world, commandInteraction('plan'));
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ type: 4, data: { flags: 64, allowed_mentions: { parse: [] } } });
    expect(answer.body.data.content).toContain('reason_code: queue_unavailable');
    expect(world.queues.calls).toBe(1);
    expect(world.logger.lines).toMatchObject([{ level: 'error', fields: { error: { name: 'QueueUnavailable' } } }]);
  });

  it.each([
    ['plan', 0],
    ['help', 64],
  ])('is not told that nothing was started when the queue may have it: /%s', async (name, flags) => {
    const send = () => Promise.reject(new QueueUnavailable('time-out'));
    const world = createWorld({ queues: { send } });
    const answer = await interact(world, commandInteraction(name));
    expect(answer).toMatchObject({ status: 200, body: { type: 4, data: { flags, allowed_mentions: { parse: [] } } } });
    expect(answer.body.data.content).toContain('reason_code: queue_unsure');
    expect(world.logger.lines).toMatchObject([
      { level: 'error', fields: { audit: true, command: `/${name}`, reasonCode: 'queue_unsure', personId: '1' } },
    ]);
  });

  it('is refused where an option asks for more than the command', async () => {
    const world = createWorld({ settings: { ...SETTINGS, OPERATOR_ROLE_IDS: ['21'] } });
    const asked = (diagnose: boolean) =>
      interact(world, commandInteraction('verify-latest', [{ name: 'diagnose', type: 5, value: diagnose }]));
    expect((await asked(true)).body.data.content).toContain('reason_code: not_operator');
    expect(letIn(world)).toEqual([]);
    expect((await asked(false)).body).toEqual({ type: 5, data: { flags: 0 } });
  });

  it('never logs the token of the interaction', async () => {
    const world = createWorld();
    await interact(world, commandInteraction('plan'));
    expect(JSON.stringify(world.logger.lines)).not.toContain('interaction-token');
  });
});

describe('the life of the token', () => {
  const madeAt = Date.UTC(2026, 2, 2, 8, 59, 58);
  const snowflake = (at: number) => String(BigInt(at - Date.UTC(2015, 0, 1)) << 22n);
  const expiryOf = async (id: string) => {
    const world = createWorld();
    await interact(world, commandInteraction('plan', [], { id }));
    return CommandRequested.parse(world.queues.sent[0]?.body).reply.tokenExpiresAt;
  };
  const receivedAt = createWorld().clock.now();
  const quarter = 15 * 60 * 1000;

  it.each([
    ['ends 15 minutes after Discord made the interaction', snowflake(madeAt), madeAt + quarter],
    ['counts from the receipt where the id is no snowflake', 'abc', receivedAt + quarter],
    ['counts from the receipt where the id is from another year', snowflake(madeAt - 1e10), receivedAt + quarter],
    ['counts from the receipt where the id is from the future', snowflake(receivedAt + 9000), receivedAt + quarter],
    ['counts from the receipt where the id is absurdly long', '9'.repeat(100), receivedAt + quarter],
  ])('%s', async (_, id, expected) => {
    expect(await expiryOf(id)).toBe(expected);
  });
});

describe('a command that is refused', () => {
  const cases: [string, ReturnType<typeof commandInteraction>, Partial<typeof SETTINGS>, string][] = [
    [
      'before any server is named',
      commandInteraction('status'),
      { ALLOWED_GUILD_IDS: [] },
      'allowed_guild_ids_not_set',
    ],
    ['before any role is named, in prod', commandInteraction('plan'), { STAGE: 'prod' }, 'operator_role_ids_not_set'],
    ['unknown', commandInteraction('deploy'), {}, 'unknown_command'],
    ['unknown, in another server', commandInteraction('deploy'), { ALLOWED_GUILD_IDS: ['11'] }, 'guild_not_allowed'],
    ['named like a property of every object', commandInteraction('constructor'), {}, 'unknown_command'],
    ['of the context menu', commandInteraction('plan', [], { data: { name: 'plan', type: 2 } }), {}, 'unknown_command'],
    ['in another server', commandInteraction('status'), { ALLOWED_GUILD_IDS: ['11'] }, 'guild_not_allowed'],
    ['in another channel', commandInteraction('status'), { ALLOWED_CHANNEL_IDS: ['501'] }, 'channel_not_allowed'],
    ['whose category is listed', commandInteraction('status'), { ALLOWED_CHANNEL_IDS: ['400'] }, 'channel_not_allowed'],
    ['without the role', commandInteraction('plan'), { OPERATOR_ROLE_IDS: ['21'] }, 'not_operator'],
    [
      'with an over-long option',
      commandInteraction('plan', [{ name: 'label', type: 3, value: 'x'.repeat(51) }]),
      {},
      'invalid_options',
    ],
  ];

  it.each(cases)('%s: is told why, and the audit alone hears of it', async (_, interaction, settings, reasonCode) => {
    const world = createWorld({ settings: { ...SETTINGS, ...settings } });
    const answer = await interact(world, interaction);
    expect(answer).toMatchObject({ status: 200, body: { type: 4, data: { flags: 64 } } });
    expect(answer.body.data.content).toContain(`reason_code: ${reasonCode}`);
    expect(world.queues.sent).toMatchObject([{ queue: 'dispatch', body: { type: 'interaction.refused', reasonCode } }]);
    expect(world.reads).toEqual([]);
  });

  it('stands in the log for the audit: what, who, where and why', async () => {
    const world = createWorld({ settings: { ...SETTINGS, OPERATOR_ROLE_IDS: ['21'] } });
    await interact(world, commandInteraction('plan', [{ name: 'label', type: 3, value: 'secret' }]));
    const id = '1477953240268800000';
    const who = { trace: id, interactionId: id, command: '/plan', personId: '1', channelId: '500', guildId: '10' };
    expect(world.logger.lines).toEqual([
      { level: 'info', message: 'interaction refused', fields: { audit: true, ...who, reasonCode: 'not_operator' } },
    ]);
  });
});

describe('a command that is taken', () => {
  const direct = { guild_id: undefined, member: undefined, user: { id: '1', username: 'ada', global_name: null } };
  const thread = { channel_id: '501', channel: { id: '501', type: 11, parent_id: '500' } };
  const cases: [string, ReturnType<typeof commandInteraction>, Partial<typeof SETTINGS>][] = [
    ['from an operator', commandInteraction('plan'), { OPERATOR_ROLE_IDS: ['19', '20'] }],
    [
      'in an allowed server and channel',
      commandInteraction('plan'),
      { ALLOWED_GUILD_IDS: ['10'], ALLOWED_CHANNEL_IDS: ['500'] },
    ],
    ['in a thread of an allowed channel', commandInteraction('plan', [], thread), { ALLOWED_CHANNEL_IDS: ['500'] }],
    ['from anyone, as it needs no role', commandInteraction('status'), { OPERATOR_ROLE_IDS: ['21'] }],
    ['in prod without roles, as it needs none', commandInteraction('status'), { STAGE: 'prod' }],
  ];

  it.each(cases)('%s', async (_, interaction, settings) => {
    const world = createWorld({ settings: { ...SETTINGS, ...settings } });
    expect(await interact(world, interaction)).toMatchObject({ status: 200, body: { type: 5 } });
    expect(world.queues.calls).toBe(1);
  });

  it('is refused in a direct message, which is no server', async () => {
    const world = createWorld();
    const answer = await interact(world, commandInteraction('plan', [], direct));
    expect(answer.body.data.content).toContain('reason_code: guild_not_allowed');
    expect(letIn(world)).toEqual([]);
  });

  it('names the person by nickname, display name or user name, whichever comes first', async () => {
    const world = createWorld();
    const { member } = commandInteraction('plan');
    await interact(world, commandInteraction('plan', [], { member: { ...member, nick: 'Countess' } }));
    await interact(world, commandInteraction('plan', [], { ...direct, guild_id: '10' }));
    expect(world.queues.sent.map(({ body }) => CommandRequested.parse(body).person)).toEqual([
      { id: '1', name: 'Countess', username: 'ada', roles: ['20'] },
      { id: '1', name: 'ada', username: 'ada', roles: [] },
    ]);
  });
});

describe('a command that one person gives again and again', () => {
  const settings = { ...SETTINGS, COMMANDS_PER_MINUTE: 2 };
  const by = (id: string) => ({ member: { ...commandInteraction('plan').member, user: { id, username: id } } });

  it('is refused at once and privately, without a call, until a minute has passed', async () => {
    const world = createWorld({ settings });
    for (let time = 0; time < 2; time += 1) await interact(world, commandInteraction('status'));
    const refused = await interact(world, commandInteraction('status'));
    expect(refused).toMatchObject({ status: 200, body: { type: 4, data: { flags: 64 } } });
    expect(refused.body.data.content).toContain('reason_code: too_many_commands');
    expect(letIn(world)).toHaveLength(2);
    world.clock.advance(60_000);
    expect((await interact(world, commandInteraction('status'))).body).toMatchObject({ type: 5 });
  });

  it('bars neither other commands nor other people', async () => {
    const world = createWorld({ settings });
    for (let time = 0; time < 3; time += 1) await interact(world, commandInteraction('status'));
    expect((await interact(world, commandInteraction('help'))).body).toMatchObject({ type: 5 });
    expect((await interact(world, commandInteraction('status', [], by('2')))).body).toMatchObject({ type: 5 });
  });
});
