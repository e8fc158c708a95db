/** What the notifier relies on of Discord: the one in memory and the client on a server pass it alike. */
import { DISCORD_CODES, type Discord } from '@valine/discord';
import { describe, expect, it } from 'vitest';

export type ContractWorld = {
  discord: Discord;
  channelId: string;
  /** Of an interaction whose answer was deferred, for everybody to see. */
  token: string;
  expireTokens(): void;
  archiveThread(id: string, how?: 'locked'): void;
  /** Of somebody on the server. */
  personId: string;
  /** They take no direct messages from the server any more, or do again. */
  closeDirects(personId: string, isClosed?: boolean): void;
};

const body = (content: string) => ({ content, embeds: [{ title: 'Plan', description: content }] });

export function discordContract(name: string, start: () => Promise<ContractWorld>): void {
  describe(`${name}: the answer to an interaction`, () => {
    it('is one message, edited as often as one likes', async () => {
      const { discord, channelId, token } = await start();
      const first = await discord.editOriginal(token, body('one'));
      expect(await discord.editOriginal(token, body('two'))).toEqual(first);
      expect(first.channel_id).toBe(channelId);
      const messages = await discord.recentMessages(channelId, 10);
      expect(messages).toMatchObject([{ id: first.id, content: 'two', author: { bot: true } }]);
    });

    it('can be edited by the bot when the token is dead, which then answers 50027', async () => {
      const { discord, token, expireTokens, channelId } = await start();
      const { id = '' } = await discord.editOriginal(token, body('one'));
      expireTokens();
      await expect(discord.editOriginal(token, body('two'))).rejects.toMatchObject({
        status: 401,
        code: DISCORD_CODES.invalidWebhookToken,
      });
      expect(await discord.editMessage(channelId, id, body('three'))).toMatchObject({ id });
    });

    it('is refused for a token that never was', async () => {
      const { discord } = await start();
      await expect(discord.editOriginal('nonsense', body('x'))).rejects.toMatchObject({
        status: 401,
        code: DISCORD_CODES.invalidWebhookToken,
      });
    });
  });

  describe(`${name}: an answer for the asker alone`, () => {
    it('takes the place of the one that everybody waits for, which is gone for good', async () => {
      const { discord, channelId, token } = await start();
      await discord.deleteOriginal(token);
      await discord.followUpPrivately(token, body('for you'));
      expect(await discord.recentMessages(channelId, 10)).toEqual([]);
      const gone = { status: 404, code: DISCORD_CODES.unknownMessage };
      await expect(discord.deleteOriginal(token)).rejects.toMatchObject(gone);
      await expect(discord.editOriginal(token, body('for all'))).rejects.toMatchObject(gone);
    });

    it('is seen by everybody while their answer is awaited: it is that answer', async () => {
      const { discord, channelId, token } = await start();
      await discord.followUpPrivately(token, body('for you?'));
      expect(await discord.recentMessages(channelId, 10)).toMatchObject([{ content: 'for you?' }]);
    });

    it('can stand beside the public one', async () => {
      const { discord, channelId, token } = await start();
      await discord.editOriginal(token, body('for all'));
      await discord.followUpPrivately(token, body('for you'));
      expect(await discord.recentMessages(channelId, 10)).toMatchObject([{ content: 'for all' }]);
    });

    it('needs a token that lives', async () => {
      const { discord, token, expireTokens } = await start();
      expireTokens();
      const dead = { status: 401, code: DISCORD_CODES.invalidWebhookToken };
      await expect(discord.deleteOriginal(token)).rejects.toMatchObject(dead);
      await expect(discord.followUpPrivately(token, body('for you'))).rejects.toMatchObject(dead);
    });
  });

  describe(`${name}: a message of the bot`, () => {
    it('is made once for a nonce, whatever it says the second time', async () => {
      const { discord, channelId } = await start();
      const first = await discord.createMessage(channelId, body('one'), 'nonce-1');
      expect(await discord.createMessage(channelId, body('two'), 'nonce-1')).toEqual(first);
      const other = await discord.createMessage(channelId, body('three'), 'nonce-2');
      const bots = (await discord.recentMessages(channelId, 2)).map(({ id, content }) => [id, content]);
      expect(bots).toEqual([
        [other.id, 'three'],
        [first.id, 'one'],
      ]);
    });

    it('can have a chart, which an edit replaces or takes away, and is known by its text all the same', async () => {
      const { discord, channelId } = await start();
      const chart = { description: 'Ten runs', bars: [{ value: 1, outcome: 'good' as const }] };
      const { id } = await discord.createMessage(channelId, { ...body('one'), chart }, 'nonce-1');
      expect(await discord.editMessage(channelId, id, { ...body('two'), chart })).toMatchObject({ id });
      expect(await discord.editMessage(channelId, id, body('three'))).toMatchObject({ id });
      const [seen] = await discord.recentMessages(channelId, 1);
      expect(seen).toMatchObject({ id, content: 'three', embeds: [{ title: 'Plan', description: 'three' }] });
    });

    it('can have a file, alone or below a chart, which an edit takes away', async () => {
      const { discord, channelId } = await start();
      const file = { name: 'change.diff', text: '-one\n+zwölf\n' };
      const chart = { description: 'Ten runs', bars: [{ value: 1, outcome: 'good' as const }] };
      const { id } = await discord.createMessage(channelId, { ...body('one'), file }, 'nonce-1');
      expect(await discord.editMessage(channelId, id, { ...body('two'), chart, file })).toMatchObject({ id });
      expect(await discord.editMessage(channelId, id, body('three'))).toMatchObject({ id });
      const [seen] = await discord.recentMessages(channelId, 1);
      expect(seen).toMatchObject({ id, content: 'three' });
    });

    it('that is not there cannot be edited', async () => {
      const { discord, channelId } = await start();
      await expect(discord.editMessage(channelId, '1', body('x'))).rejects.toMatchObject({
        status: 404,
        code: DISCORD_CODES.unknownMessage,
      });
    });

    it('carries one thread, which has its id and takes messages', async () => {
      const { discord, channelId } = await start();
      const { id } = await discord.createMessage(channelId, body('one'), 'nonce-1');
      expect(await discord.createThread(channelId, id, 'Plan')).toMatchObject({ id });
      await expect(discord.createThread(channelId, id, 'Plan')).rejects.toMatchObject({
        code: DISCORD_CODES.threadExists,
      });
      expect(await discord.createMessage(id, body('event'), 'nonce-2')).toMatchObject({ channel_id: id });
    });

    it('in an archived thread is edited once that is open again; in a locked one never', async () => {
      const { discord, channelId, archiveThread } = await start();
      const { id } = await discord.createMessage(channelId, body('one'), 'nonce-1');
      await discord.createThread(channelId, id, 'Plan');
      const line = await discord.createMessage(id, body('event'), 'nonce-2');
      archiveThread(id);
      const archived = { status: 400, code: DISCORD_CODES.threadArchived };
      await expect(discord.editMessage(id, line.id, body('two'))).rejects.toMatchObject(archived);
      await discord.reopenThread(id);
      expect(await discord.editMessage(id, line.id, body('two'))).toMatchObject({ id: line.id });
      archiveThread(id, 'locked');
      await expect(discord.createMessage(id, body('event'), 'nonce-3')).rejects.toMatchObject(archived);
      await expect(discord.reopenThread(id)).rejects.toMatchObject({ status: 403 });
    });
  });
  describe(`${name}: a direct message`, () => {
    it('stands in one channel for each person, made once for a nonce, and is found there', async () => {
      const { discord, channelId, personId } = await start();
      const { id } = await discord.openDirect(personId);
      expect(await discord.openDirect(personId)).toMatchObject({ id });
      const sent = await discord.createMessage(id, body('your turn'), 'nonce-1');
      expect(await discord.createMessage(id, body('your turn'), 'nonce-1')).toEqual(sent);
      expect(await discord.recentMessages(id, 10)).toMatchObject([{ id: sent.id, content: 'your turn' }]);
      const elsewhere = await discord.recentMessages(channelId, 10);
      expect(elsewhere.map(({ content }) => content)).not.toContain('your turn');
    });

    it('is refused by 50007 where they take none, though the channel is there', async () => {
      const { discord, personId, closeDirects } = await start();
      closeDirects(personId);
      const { id } = await discord.openDirect(personId);
      const closed = { status: 403, code: DISCORD_CODES.cannotWriteToUser };
      await expect(discord.createMessage(id, body('your turn'), 'nonce-1')).rejects.toMatchObject(closed);
      expect(await discord.recentMessages(id, 10)).toEqual([]);
      closeDirects(personId, false);
      expect(await discord.createMessage(id, body('your turn'), 'nonce-1')).toMatchObject({ channel_id: id });
    });
  });
}
