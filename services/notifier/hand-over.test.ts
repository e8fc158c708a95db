/** A command is followed for longer than its token lives: from then on the bot edits the same message itself. */
import { FIRST_ANSWER_REVISION } from '@valine/contracts';
import { DISCORD_CODES } from '@valine/discord';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notification, testWorld } from './test-world.ts';

/** Revisions of a message that was shown, as its run goes on. */
const QUEUED = FIRST_ANSWER_REVISION;
const [RUNNING, STEP, DONE] = [QUEUED + 1, QUEUED + 2, QUEUED + 3] as const;

/** A message that shows `QUEUED`, a minute after it was asked for. */
async function followed(isPrivate = false) {
  const world = testWorld();
  world.clock.advance(60_000);
  const show = (revision: number) => world.show(notification(revision, world.reply(isPrivate)));
  await show(QUEUED);
  return { ...world, show };
}

describe('a message whose token dies', () => {
  it('is told so once, and is edited by the bot from then on', async () => {
    const { show, discord, contents, record } = await followed();
    discord.expire('token-1');
    for (const revision of [RUNNING, STEP, DONE]) await show(revision);
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal', 'editMessage', 'editMessage', 'editMessage']);
    expect(contents()).toEqual([`revision ${DONE}`]);
    expect(await record()).toMatchObject({ messageId: 'm1', replyClosed: true, shownRevision: DONE });
  });

  it('at its time is not even told so', async () => {
    const { show, discord, clock, contents } = await followed();
    clock.advance(14 * 60_000);
    for (const revision of [RUNNING, STEP, DONE]) await show(revision);
    expect(discord.calls).toEqual(['editOriginal', 'editMessage', 'editMessage', 'editMessage']);
    expect(contents()).toEqual([`revision ${DONE}`]);
  });

  it.each([
    { status: 401, code: DISCORD_CODES.invalidWebhookToken },
    { status: 404, code: DISCORD_CODES.unknownInteraction },
    { status: 404, code: DISCORD_CODES.unknownWebhook },
    { status: 404, code: 0 },
  ])('with $status ($code) stays one message', async (refusal) => {
    const { show, discord, contents } = await followed();
    discord.fail('editOriginal', refusal);
    for (const revision of [RUNNING, DONE]) await show(revision);
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal', 'editMessage', 'editMessage']);
    expect(contents()).toEqual([`revision ${DONE}`]);
  });

  it('while its edit went unconfirmed is edited by the bot, too', async () => {
    const { showInTime, discord, contents, reply } = await followed();
    discord.fail('editOriginal', { status: 500, lands: true });
    discord.before('editOriginal', () => undefined);
    discord.before('editOriginal', () => discord.expire('token-1'));
    await showInTime(notification(RUNNING, reply()));
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal', 'editOriginal', 'editMessage']);
    expect(contents()).toEqual([`revision ${RUNNING}`]);
  });
});

describe('a private message whose token dies', () => {
  it('is dropped with the reason: nobody else may see it', async () => {
    const { show, discord, contents, record, logger } = await followed(true);
    discord.expire('token-1');
    for (const revision of [RUNNING, DONE]) await show(revision);
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal']);
    expect(contents()).toEqual([`revision ${QUEUED}`]);
    expect(await record()).toMatchObject({ parked: { revision: DONE } });
    const warnings = logger.lines.filter(({ level }) => level === 'warn');
    expect(warnings).toMatchObject([{ message: 'message came too late' }, { message: 'message came too late' }]);
  });
});

it('whenever the token dies and whatever comes late, it is one message and one refusal', async () => {
  const revision = fc.constantFrom(1, QUEUED, RUNNING, STEP, DONE);
  const order = fc.array(revision, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(order, fc.nat(8), async (revisions, dies) => {
      const { show, discord, contents, clock, reply } = testWorld();
      clock.advance(60_000);
      for (const each of revisions.slice(0, dies)) await show(notification(each, reply()));
      discord.expire('token-1');
      const alive = discord.calls.length;
      for (const each of revisions.slice(dies)) await show(notification(each, reply()));
      expect(contents()).toEqual([`revision ${Math.max(...revisions)}`]);
      const refused = discord.calls.slice(alive).filter((call) => call === 'editOriginal');
      expect(refused.length).toBeLessThanOrEqual(1);
    }),
  );
});
