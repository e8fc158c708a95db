/** What somebody could do who can write to the dispatch queue, but has no key: nothing. */
import { signAdmission } from '@valine/admission';
import type { CommandRequested } from '@valine/contracts';
import type { PostedMessage } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { ben, shown, type TestDispatcher, testDispatcher } from '../test-dispatcher.ts';
import { NotAdmitted } from './admit.ts';

const DAY_MS = 86_400_000;
const NOTHING = { writes: 0, sent: 0, calls: 0 };

function doneBy({ store, queues, repository }: TestDispatcher) {
  return { writes: store.writes, sent: queues.sent.length, calls: repository.calls.length };
}

/** The command of somebody who may give it, and what an attacker makes of it. */
const ALTERED: readonly [string, (asked: CommandRequested) => CommandRequested][] = [
  ['another command', (asked) => ({ ...asked, command: 'plan' })],
  ['another option', (asked) => ({ ...asked, options: { wait: true } })],
  ['another person', (asked) => ({ ...asked, person: { ...asked.person, id: ben.id } })],
  ['a role more', (asked) => ({ ...asked, person: { ...asked.person, roles: ['20'] } })],
  ['another name', (asked) => ({ ...asked, person: { ...asked.person, name: 'Ben' } })],
  ['another interaction', (asked) => ({ ...asked, id: '999' })],
  ['an answer to elsewhere', (asked) => ({ ...asked, reply: { ...asked.reply, channelId: '501' } })],
  ['a public answer', (asked) => ({ ...asked, reply: { ...asked.reply, private: !asked.reply.private } })],
  ['a later time', (asked) => ({ ...asked, requestedAt: asked.requestedAt + 1 })],
  ['another server', (asked) => withAdmission(asked, { guildId: '11' })],
  ['another channel', (asked) => withAdmission(asked, { channelIds: ['501'] })],
  ['no signature', (asked) => withAdmission(asked, { signature: '' })],
  [
    'a signature by another key',
    (asked) => signAdmission('a key that somebody else has made', asked, { guildId: '10', channelIds: ['500'] }),
  ],
  [
    'the admission of another command',
    (asked) => ({ ...asked, admission: testDispatcher().requested('help').admission }),
  ],
];

function withAdmission(asked: CommandRequested, change: Partial<CommandRequested['admission']>): CommandRequested {
  const none = { channelIds: [], signature: '' };
  return { ...asked, admission: { ...none, ...asked.admission, ...change } };
}

describe('a command that ingress did not let in as it stands', () => {
  it.each(ALTERED)('does nothing, and nobody is told: %s', async (_, alter) => {
    const dispatcher = testDispatcher();
    await expect(dispatcher.take(alter(dispatcher.requested('deploy-client')), 0, 8)).rejects.toThrow(NotAdmitted);
    expect(doneBy(dispatcher)).toEqual(NOTHING);
    const fields = { audit: true, reasonCode: 'admission_altered' };
    expect(dispatcher.logger.lines).toMatchObject([{ level: 'error', fields }]);
  });

  it('does nothing without an admission', async () => {
    const dispatcher = testDispatcher();
    const { admission: _, ...forged } = dispatcher.requested('deploy-client');
    await expect(dispatcher.take(forged)).rejects.toThrow(NotAdmitted);
    expect(doneBy(dispatcher)).toEqual(NOTHING);
    expect(dispatcher.logger.lines).toMatchObject([{ fields: { reasonCode: 'admission_missing' } }]);
  });

  it('keeps what was let in from nothing', async () => {
    const dispatcher = testDispatcher();
    const asked = dispatcher.requested('deploy-client');
    await dispatcher.take({ ...asked, options: { wait: true } }).catch(() => undefined);
    await dispatcher.take(asked);
    expect(dispatcher.repository.calls).toContain('dispatchWorkflow');
  });
});

describe('a press that ingress did not let in as it stands', () => {
  it('does nothing: not for another person, of another plan, nor with another choice', async () => {
    const dispatcher = testDispatcher();
    const planId = await dispatcher.planned();
    const press = dispatcher.pressed('approve', planId);
    const before = doneBy(dispatcher);
    const forged = [
      { ...press, person: ben },
      { ...press, argument: 'plan-of-others' },
      { ...press, button: 'discard' },
      { ...press, values: ['1'] },
      { ...press, text: 'Yes' },
    ];
    for (const each of forged) await expect(dispatcher.take(each)).rejects.toThrow(NotAdmitted);
    expect(doneBy(dispatcher)).toEqual(before);
    expect((await dispatcher.plan(planId)).state).toBe('pending');
  });
});

describe('what is too old', () => {
  it('is not done; its asker is told so, once', async () => {
    const dispatcher = testDispatcher();
    const asked = dispatcher.requested('deploy-client');
    dispatcher.clock.advance(DAY_MS + 1);
    await dispatcher.take(asked);
    await dispatcher.take(asked);
    expect(dispatcher.repository.calls).toEqual([]);
    expect(dispatcher.queues.sent).toHaveLength(1);
    const { id, requestedAt } = asked;
    const said = shown(dispatcher.queues.sent, `reply:${id}`).replace(String(requestedAt / 1000), '1');
    expect(said).toMatchInlineSnapshot(`
      "🔴 \`/deploy-client\` has reached me only now; you asked <t:1:R>, and much may have changed since. Nothing was done now. \`/status\` shows how things stand; if you still want it, give it again.
      -# reason_code: admission_expired"
    `);
  });

  it('is done a day later, whatever kept it', async () => {
    const dispatcher = testDispatcher();
    const asked = dispatcher.requested('deploy-client');
    dispatcher.clock.advance(DAY_MS);
    await dispatcher.take(asked);
    expect(dispatcher.repository.calls).toContain('dispatchWorkflow');
  });

  it('is not told to somebody who was answered then', async () => {
    const dispatcher = testDispatcher();
    const planId = await dispatcher.planned();
    const press = dispatcher.pressed('approve', planId);
    await dispatcher.take(press);
    await dispatcher.store.create({ ...SHOWN, id: `reply:${press.id}` });
    const before = doneBy(dispatcher);
    dispatcher.clock.advance(3 * DAY_MS);
    await dispatcher.take(press);
    expect(doneBy(dispatcher)).toEqual(withClaim(before));
  });

  it('is told to somebody who was told of trouble only', async () => {
    const dispatcher = testDispatcher();
    const asked = dispatcher.requested('plan');
    await dispatcher.store.create({ ...SHOWN, id: `reply:${asked.id}`, shownRevision: 3 });
    dispatcher.clock.advance(3 * DAY_MS);
    await dispatcher.take(asked);
    expect(shown(dispatcher.queues.sent, `reply:${asked.id}`)).toContain('reason_code: admission_expired');
  });

  it('begins nothing anew that was begun then', async () => {
    const dispatcher = testDispatcher();
    const asked = dispatcher.requested('deploy-client');
    await dispatcher.take(asked);
    const before = doneBy(dispatcher);
    dispatcher.clock.advance(3 * DAY_MS);
    await dispatcher.take(asked);
    expect(doneBy(dispatcher)).toEqual(withClaim(before));
  });
});

describe('what its asker may not do now', () => {
  it.each([
    ['not_operator', { OPERATOR_ROLE_IDS: ['20'] }],
    ['guild_not_allowed', { ALLOWED_GUILD_IDS: ['11'] }],
    ['channel_not_allowed', { ALLOWED_CHANNEL_IDS: ['501'] }],
    ['command_role_missing', { COMMAND_ACCESS: { 'deploy-client': { roles: ['40'] } } }],
  ])('is not done, whatever ingress let in: %s', async (reasonCode, access) => {
    const dispatcher = testDispatcher();
    Object.assign(dispatcher.settings.access, access);
    expect(await dispatcher.command('deploy-client')).toContain(`reason_code: ${reasonCode}`);
    expect(dispatcher.repository.calls).toEqual([]);
    const warned = dispatcher.logger.lines.filter(({ level }) => level === 'warn');
    expect(warned).toMatchObject([{ fields: { audit: true, reasonCode } }]);
  });

  it('is decided of a press by the roles and the place that it came with', async () => {
    const dispatcher = testDispatcher();
    const planId = await dispatcher.planned();
    Object.assign(dispatcher.settings.access, {
      OPERATOR_ROLE_IDS: ['20'],
      COMMAND_ACCESS: { approve: { channels: ['500'] } },
    });
    expect(await dispatcher.press('approve', planId)).toContain('reason_code: not_operator');
    expect(await dispatcher.press('approve', planId, { ...ben, roles: ['20'] })).toContain('is approved');
  });

  it('is told to nobody who was answered before it was taken from them', async () => {
    const dispatcher = testDispatcher();
    const asked = dispatcher.requested('deploy-client');
    await dispatcher.take(asked);
    await dispatcher.store.create({ ...SHOWN, id: `reply:${asked.id}` });
    const before = doneBy(dispatcher);
    Object.assign(dispatcher.settings.access, { OPERATOR_ROLE_IDS: ['20'] });
    await dispatcher.take(asked);
    expect(doneBy(dispatcher)).toEqual(withClaim(before));
  });
});
/** The audit tries to claim a number, and finds that it has one. */
function withClaim<B extends { writes: number }>(before: B): B {
  return { ...before, writes: before.writes + 1 };
}

const SHOWN: Omit<PostedMessage, 'id'> = {
  kind: 'message',
  version: 1,
  epoch: 1,
  shownRevision: 9,
  private: true,
  replyClosed: false,
  channelId: '500',
  messageId: '600',
  deletions: 0,
  outbox: [],
  expiresAt: 9_999_999_999,
};
