/** `/webhooks/{application}/{token}`: the answer to an interaction and what follows it, while the token lives. */
import type { Context, Hono } from 'hono';
import { discordErrors } from '../forms/api-error.ts';
import { assertVisible, type MessageForm } from '../forms/message-form.ts';
import { interactionMetadata } from '../state/interaction-metadata.ts';
import { EPHEMERAL, LOADING, type MessageBook } from '../state/message-book.ts';
import { placeFiles } from '../state/place-files.ts';
import type { Interaction, StoredMessage } from '../state/state.ts';
import { readMessage } from './read-message.ts';

export function webhookRoutes(app: Hono, book: MessageBook): void {
  const base = '/webhooks/:application/:token';
  app.post(base, async (c) => {
    const interaction = interactionOf(c, book);
    return c.json(followUp(book, interaction, await readMessage(c)).message);
  });
  const one = `${base}/messages/:message{@original|[0-9]+}`;
  app.get(one, (c) => c.json(messageOf(c, book).message));
  app.patch(one, async (c) => {
    const stored = messageOf(c, book);
    book.edit(stored, await readMessage(c));
    return c.json(stored.message);
  });
  app.delete(one, (c) => {
    book.remove(messageOf(c, book));
    return c.body(null, 204);
  });
}

function interactionOf(c: Context, book: MessageBook): Interaction {
  if (c.req.param('application') !== book.state.applicationId) throw discordErrors.unknownWebhook();
  const interaction = book.state.interactions.find((each) => each.token === c.req.param('token'));
  if (interaction === undefined || interaction.expiresAt <= Date.now()) throw discordErrors.invalidWebhookToken();
  if (interaction.state !== 'acknowledged') throw discordErrors.unknownWebhook();
  return interaction;
}

function messageOf(c: Context, book: MessageBook): StoredMessage {
  const interaction = interactionOf(c, book);
  const asked = c.req.param('message');
  const stored = book.find(asked === '@original' ? interaction.originalId : asked);
  if (stored === undefined || (asked !== '@original' && stored.interactionId !== interaction.id))
    throw discordErrors.unknownMessage();
  return stored;
}

/** The first one after a deferred answer is that answer: Discord edits the waiting message, whatever the flags say. */
function followUp(book: MessageBook, interaction: Interaction, form: MessageForm): StoredMessage {
  const original = book.find(interaction.originalId);
  if (original !== undefined && (original.message.flags ?? 0) & LOADING) {
    book.edit(original, form);
    return original;
  }
  const { content = '', components = [] } = form;
  const { files, ...placed } = placeFiles(form, interaction.channelId);
  assertVisible({ content, components, ...placed });
  const hidden = (form.flags & EPHEMERAL) !== 0;
  const parts = {
    content,
    components,
    ...placed,
    flags: form.flags & EPHEMERAL,
    webhook_id: book.state.applicationId,
    application_id: book.state.applicationId,
    interaction_metadata: interactionMetadata(book.state, interaction),
  };
  const more = { files, interactionId: interaction.id, ...(hidden ? { seenBy: interaction.memberId } : {}) };
  return book.create(interaction.channelId, parts, more);
}
