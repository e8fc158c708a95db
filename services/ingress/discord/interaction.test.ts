/** The least that an interaction can be and still be answered. */
import { ButtonPressed, CommandRequested } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { createWorld, interact, SETTINGS } from '../test-support/test-world.ts';

const LEAST = {
  type: 2,
  id: '1477953240268800000',
  application_id: '77',
  token: 't',
  channel_id: '500',
  guild_id: '10',
  member: { user: { id: '1' } },
  data: { name: 'plan' },
};

async function requested(interaction: object, settings: Partial<typeof SETTINGS> & object = {}) {
  const world = createWorld({ settings: { ...SETTINGS, ...settings } });
  expect(await interact(world, interaction)).toMatchObject({ status: 200, body: { type: 5 } });
  return CommandRequested.parse(world.queues.sent[0]?.body);
}

describe('a command with the least there can be', () => {
  it('is taken: whoever has no name is called by the id, and has no roles', async () => {
    const { person, reply } = await requested(LEAST);
    expect(person).toEqual({ id: '1', name: '1', roles: [] });
    expect(reply).toMatchObject({ channelId: '500', applicationId: '77', token: 't' });
  });

  it.each<[string, object, object]>([
    ['roles that are null', { member: { user: { id: '1' }, roles: null } }, { roles: [] }],
    ['a display name alone', { member: { user: { id: '1', global_name: 'Ada' } } }, { name: 'Ada' }],
    ['an empty nickname', { member: { nick: '', user: { id: '1', username: 'ada' } } }, { name: 'ada' }],
    ['the user beside the member', { member: { roles: ['20'] }, user: { id: '2' } }, { id: '2', roles: ['20'] }],
    ['nothing but null where nothing is needed', { user: null, channel: null }, { id: '1' }],
  ])('is taken with %s', async (_, overrides, person) => {
    expect((await requested({ ...LEAST, ...overrides })).person).toMatchObject(person);
  });

  it('is answered in the channel that it tells elsewhere', async () => {
    const elsewhere = { ...LEAST, channel_id: undefined, channel: { id: '501' } };
    expect((await requested(elsewhere)).reply.channelId).toBe('501');
  });

  it('is answered as the application we are, where it tells none', async () => {
    const anonymous = { ...LEAST, application_id: undefined };
    const { reply } = await requested(anonymous, { DISCORD_APPLICATION_ID: '78' });
    expect(reply.applicationId).toBe('78');
    expect((await requested(LEAST, { DISCORD_APPLICATION_ID: '78' })).reply.applicationId).toBe('77');
  });

  it.each([{ options: null }, { options: [] }, { type: null }])('is taken with %j', async (data) => {
    expect((await requested({ ...LEAST, data: { name: 'plan', ...data } })).options).toEqual({});
  });

  it('is taken with an option that tells no type', async () => {
    const data = { name: 'plan', options: [{ name: 'label', value: 'later' }] };
    expect((await requested({ ...LEAST, data })).options).toEqual({ label: 'later' });
  });
});

it('a press that does not tell on what is one on a button', async () => {
  const world = createWorld();
  const press = { ...LEAST, type: 3, data: { custom_id: 'approve:plan-1' } };
  expect(await interact(world, press)).toMatchObject({ status: 200, body: { type: 5 } });
  expect(ButtonPressed.parse(world.queues.sent[0]?.body)).toMatchObject({ argument: 'plan-1' });
});
