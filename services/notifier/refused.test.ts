/** Messages that Discord will not take: parked with a reason, and what an operator should do. */
import { DISCORD_CODES } from '@valine/discord';
import { resolveMessage } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

/** What `GiveUp` says when Discord answers so to a new message. */
async function refusal(status: number, code: number): Promise<string> {
  const { show, discord, record } = testWorld();
  discord.fail('createMessage', { status, code });
  const error = await show(notification(1, CHANNEL)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'GiveUp' });
  expect(await record()).toMatchObject({ parked: { revision: 1 } });
  expect(await record()).not.toHaveProperty('claim');
  return error instanceof Error ? error.message : '';
}

describe('a message that is refused', () => {
  it('for the bot token', async () => {
    expect(await refusal(401, 0)).toMatchInlineSnapshot(
      `"Message run-1 is not shown: createMessage: 401: told to fail. Set DISCORD_BOT_TOKEN to the valid token of the bot and deploy again."`,
    );
  });

  it('for missing access', async () => {
    expect(await refusal(403, DISCORD_CODES.missingAccess)).toMatchInlineSnapshot(
      `"Message run-1 is not shown: createMessage: 403 (code 50001): told to fail. Give the bot View Channel, Send Messages, Embed Links, Attach Files, Read Message History and Create Public Threads in the channel; the next change of the message is then shown."`,
    );
  });

  it('for a channel that is gone', async () => {
    expect(await refusal(404, DISCORD_CODES.unknownChannel)).toMatchInlineSnapshot(
      `"Message run-1 is not shown: createMessage: 404 (code 10003): told to fail. The channel is gone or was never there: check the channel, and that the bot is in its server."`,
    );
  });

  it('for its form', async () => {
    expect(await refusal(400, DISCORD_CODES.invalidForm)).toMatchInlineSnapshot(
      `"Message run-1 is not shown: createMessage: 400 (code 50035): told to fail. Discord does not take this message as we build it: report it with this line, it is a bug."`,
    );
  });

  it('is not tried again when it comes twice, but its next revision is', async () => {
    const { show, discord, contents, record } = testWorld();
    discord.fail('createMessage', { status: 403, code: DISCORD_CODES.missingAccess });
    await expect(show(notification(1, CHANNEL))).rejects.toThrow();
    await show(notification(1, CHANNEL));
    expect(discord.calls).toHaveLength(1);
    await show(notification(2, CHANNEL));
    expect(contents()).toEqual(['revision 2']);
    expect(await record()).not.toHaveProperty('parked');
  });

  it('is shown when an operator has it tried again', async () => {
    const { show, discord, store, contents, record, clock, reply } = testWorld();
    clock.advance(20 * 60_000);
    discord.fail('createMessage', { status: 403, code: DISCORD_CODES.missingAccess });
    await expect(show(notification(1, reply()))).rejects.toThrow();
    const parked = await record();
    const resolved = parked && resolveMessage(parked, { is: 'retry' }, clock.now());
    if (resolved === undefined) throw new Error('it is not parked');
    expect(JSON.stringify(resolved)).not.toContain('token-1');
    await store.replace(parked ?? resolved, resolved);
    for (const again of resolved.outbox) await show(again);
    expect(contents()).toEqual(['revision 1']);
    expect(await record()).toMatchObject({ shownRevision: 1, messageId: 'm1' });
  });
});
