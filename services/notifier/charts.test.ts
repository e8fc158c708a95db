/** Messages with a chart: shown with it, replaced and taken away by edits, and shown without it where it is not taken. */
import { type Chart, FIRST_ANSWER_REVISION, type Notification } from '@valine/contracts';
import { DISCORD_CODES } from '@valine/discord';
import { describe, expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

const EDIT = FIRST_ANSWER_REVISION + 1;

const chartOf = (value: number): Chart => ({ description: `${value} seconds`, bars: [{ value, outcome: 'good' }] });

/** Revision `revision` with a chart of `value`, or with none. */
function charted(revision: number, value?: number, place = CHANNEL): Notification {
  const card = { title: 'Verified', lines: [`revision ${revision}`], tone: 'good' as const };
  const message = { card, ...(value === undefined ? {} : { chart: chartOf(value) }) };
  return notification(revision, place, { message });
}

function chartWorld() {
  const world = testWorld();
  world.clock.advance(60_000);
  const charts = () => world.discord.messages().map(({ files }) => files[0]?.attachment.description);
  const images = () => world.discord.messages().map(({ embeds }) => embeds[0]?.image?.url);
  return { ...world, charts, images };
}

describe('a chart', () => {
  it('comes with its message, changes with it and goes with it', async () => {
    const { show, charts, images } = chartWorld();
    await show(charted(1, 50));
    expect([charts(), images()]).toEqual([['50 seconds'], ['attachment://chart.png']]);
    await show(charted(EDIT, 60));
    expect(charts()).toEqual(['60 seconds']);
    await show(charted(EDIT + 1));
    expect([charts(), images()]).toEqual([[undefined], [undefined]]);
  });

  it('is there when the bot goes on for a dead token', async () => {
    const { show, charts, discord, reply } = chartWorld();
    await show(charted(1, undefined, reply()));
    discord.expire('token-1');
    await show(charted(EDIT, 60, reply()));
    expect([discord.calls.at(-1), charts()]).toEqual(['editMessage', ['60 seconds']]);
  });

  it('does not keep a message from being found again', async () => {
    const { showInTime, charts, discord } = chartWorld();
    discord.fail('createMessage', { status: 0, lands: true });
    await showInTime(charted(1, 50));
    expect([discord.calls, charts()]).toEqual([['createMessage', 'recentMessages'], ['50 seconds']]);
  });
});

describe('a chart that Discord does not take', () => {
  const refusals = [
    { status: 403, code: DISCORD_CODES.missingPermissions },
    { status: 413, code: 40005 },
  ];

  it.each(refusals)('($status) is left out, and is not tried again on that message', async (refusal) => {
    const { show, charts, images, discord, logger, record } = chartWorld();
    discord.fail('createMessage', refusal);
    await show(charted(1, 50));
    await show(charted(EDIT, 60));
    expect(discord.calls).toEqual(['createMessage', 'createMessage', 'editMessage']);
    expect([charts(), images()]).toEqual([[undefined], [undefined]]);
    expect(await record()).toMatchObject({ shownRevision: EDIT });
    expect(logger.lines.filter(({ level }) => level === 'warn')).toMatchObject([{ message: 'no picture' }]);
  });

  it('is told of with what to do', async () => {
    const { show, discord, record } = chartWorld();
    discord.fail('createMessage', { status: 403, code: DISCORD_CODES.missingPermissions });
    await show(charted(1, 50));
    expect((await record())?.pictureRefused).toMatchInlineSnapshot(
      `"createMessage: 403 (code 50013): told to fail. The message is shown without its picture or file: give the bot Attach Files in the channel, and new messages have theirs."`,
    );
  });

  it('in an answer is left out there: the token goes on being used', async () => {
    const { show, discord, reply } = chartWorld();
    discord.fail('editOriginal', { status: 403, code: DISCORD_CODES.missingPermissions });
    await show(charted(1, 50, reply()));
    expect(discord.calls).toEqual(['editOriginal', 'editOriginal']);
  });

  it('for want of every permission parks the message, as without a chart', async () => {
    const { show, discord, record } = chartWorld();
    const refusal = { status: 403, code: DISCORD_CODES.missingPermissions };
    for (const each of [refusal, refusal]) discord.fail('createMessage', each);
    await expect(show(charted(1, 50))).rejects.toMatchObject({ name: 'GiveUp' });
    expect(await record()).toMatchObject({ parked: { revision: 1 } });
  });
});
