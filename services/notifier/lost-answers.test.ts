/** What happens when Discord is slow, busy or breaks off: nothing is shown twice, nothing is lost. */
import { describe, expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

const SERVER_ERROR = { status: 500 };
const TIMEOUT = { status: 0 };

describe('a rate limit', () => {
  it.each(['editOriginal', 'createMessage'] as const)('on %s is waited for as long as Discord says', async (call) => {
    const { show, showInTime, reply, discord, contents } = testWorld();
    const first = notification(1, call === 'editOriginal' ? reply() : CHANNEL);
    discord.fail(call, { status: 429, retryAfterSeconds: 2.4 });
    await expect(show(first)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 3 });
    expect(contents()).toEqual([]);
    await showInTime(first);
    expect(discord.calls).toEqual([call, call]);
    expect(contents()).toEqual(['revision 1']);
  });
});

describe('an edit that Discord does not confirm', () => {
  it.each([
    ['500 before it took effect', SERVER_ERROR],
    ['500 after it took effect', { ...SERVER_ERROR, lands: true }],
    ['a timeout after it took effect', { ...TIMEOUT, lands: true }],
  ])('(%s) is made again, later each time', async (_, fault) => {
    const { show, showInTime, reply, discord, contents } = testWorld();
    discord.fail('editOriginal', fault);
    discord.fail('editOriginal', fault);
    await expect(show(notification(1, reply()))).rejects.toMatchObject({ afterSeconds: 5 });
    await showInTime(notification(1, reply()));
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal', 'editOriginal']);
    expect(contents()).toEqual(['revision 1']);
  });
});

describe('an edit that Discord does not confirm', () => {
  it('holds back the next text, which it could still overwrite when it lands late', async () => {
    const { show, showInTime, discord, contents, clock, reply } = testWorld();
    discord.fail('editOriginal', TIMEOUT);
    await showInTime(notification(1, reply()));
    await expect(show(notification(2, reply()))).rejects.toMatchObject({ afterSeconds: expect.any(Number) });
    expect(contents()).toEqual(['revision 1']);
    clock.advance(80_000);
    await show(notification(2, reply()));
    expect(contents()).toEqual(['revision 2']);
  });
});

describe('a new message that Discord does not confirm', () => {
  it.each([
    ['500', { ...SERVER_ERROR, lands: true }],
    ['a timeout', { ...TIMEOUT, lands: true }],
  ])('(%s after it took effect) is found in the channel, not made twice', async (_, fault) => {
    const { showInTime, discord, contents, record } = testWorld();
    discord.fail('createMessage', fault);
    await showInTime(notification(1, CHANNEL));
    expect(discord.calls).toEqual(['createMessage', 'recentMessages']);
    expect(contents()).toEqual(['revision 1']);
    expect(await record()).toMatchObject({ messageId: 'm1', shownRevision: 1 });
  });

  it('(500 before it took effect) is looked for, then made', async () => {
    const { showInTime, discord, contents } = testWorld();
    discord.fail('createMessage', SERVER_ERROR);
    await showInTime(notification(1, CHANNEL));
    expect(discord.calls).toEqual(['createMessage', 'recentMessages', 'createMessage']);
    expect(contents()).toEqual(['revision 1']);
  });

  it('is found by a later revision too, which then edits it', async () => {
    const { show, showInTime, discord, contents } = testWorld();
    discord.fail('createMessage', { ...TIMEOUT, lands: true });
    await expect(show(notification(1, CHANNEL))).rejects.toThrow();
    await showInTime(notification(2, CHANNEL));
    expect(discord.calls).toEqual(['createMessage', 'recentMessages', 'editMessage']);
    expect(contents()).toEqual(['revision 2']);
  });

  it('is not mistaken for one that says the same and is older', async () => {
    const { show, showInTime, discord, clock, contents } = testWorld();
    await show(notification(1, CHANNEL, { key: 'other' }));
    clock.advance(3_600_000);
    discord.fail('createMessage', TIMEOUT);
    await showInTime(notification(1, CHANNEL));
    expect(contents()).toEqual(['revision 1', 'revision 1']);
  });

  it('waits while the channel cannot be read, and is parked when nobody may read it', async () => {
    const { showInTime, discord, record, contents } = testWorld();
    discord.fail('createMessage', { ...TIMEOUT, lands: true });
    discord.fail('recentMessages', SERVER_ERROR);
    discord.fail('recentMessages', { status: 403, code: 50001 });
    await expect(showInTime(notification(1, CHANNEL))).rejects.toMatchObject({ name: 'GiveUp' });
    expect(await record()).toMatchObject({ parked: { revision: 1 }, claim: { unconfirmed: 1 } });
    expect(contents()).toEqual(['revision 1']);
  });
});

describe('two workers with the same notification', () => {
  it('make one message: the second waits for the first', async () => {
    const { show, newNotifier, discord, contents } = testWorld();
    const second = newNotifier();
    discord.before('createMessage', () =>
      expect(second.handle(notification(1, CHANNEL))).rejects.toMatchObject({ name: 'RetryLater' }),
    );
    await show(notification(1, CHANNEL));
    expect(discord.calls).toEqual(['createMessage']);
    expect(contents()).toEqual(['revision 1']);
  });

  it('of which the first was overtaken: its epoch writes nothing any more', async () => {
    const { show, newNotifier, discord, clock, contents, record } = testWorld();
    discord.before('createMessage', async () => {
      clock.advance(75_000);
      await newNotifier().handle(notification(2, CHANNEL));
    });
    await expect(show(notification(1, CHANNEL))).rejects.toMatchObject({ name: 'RetryLater' });
    expect(await record()).toMatchObject({ epoch: 3, shownRevision: 2 });
    await show(notification(1, CHANNEL));
    expect(contents()).toEqual(['revision 2']);
  });
});

it('an older notification that goes on with the message of a newer one does not count as the newer', async () => {
  const { show, showInTime, discord, contents } = testWorld();
  discord.fail('createMessage', { status: 500 });
  await expect(show(notification(2, CHANNEL))).rejects.toMatchObject({ name: 'RetryLater' });
  await showInTime(notification(1, CHANNEL));
  await showInTime(notification(2, CHANNEL));
  expect(contents()).toEqual(['revision 2']);
});
