/** The model behind the methods of the client, without HTTP: a message is taken as the client would send it. */
import {
  CHART_FILE,
  type Discord,
  DiscordError,
  type MessageBody,
  type SeenMessage,
  type SentMessage,
} from '@valine/discord';
import { openDirect } from './directs.ts';
import { deleteOriginal, editOriginal, followUp } from './interactions.ts';
import { createMessage, editMessage, type MessageForm, messageToEdit, seenByAll, shownContent } from './messages.ts';
import type { DiscordModel, Facts, Message } from './model.ts';
import { Refusal } from './refusals.ts';
import { openThread, reopenThread } from './threads.ts';

/** Every method throws DiscordError, as the client does. `asOf`: what is newer is not listed yet. */
export function inProcessDiscord(model: DiscordModel, facts: () => Facts) {
  return {
    editOriginal: (token: string, body: MessageBody) =>
      refusedAs('editOriginal', () => sent(editOriginal(model, facts(), token, formOf(body)))),
    deleteOriginal: (token: string) => refusedAs('deleteOriginal', () => deleteOriginal(model, facts(), token)),
    followUpPrivately: (token: string, body: MessageBody) =>
      refusedAs('followUpPrivately', () => sent(followUp(model, facts(), token, formOf(body), { private: true }))),
    createMessage: (channelId: string, body: MessageBody, nonce: string) =>
      refusedAs('createMessage', () => sent(createMessage(model, facts(), channelId, formOf(body), { nonce }))),
    editMessage: (channelId: string, messageId: string, body: MessageBody) =>
      refusedAs('editMessage', () =>
        sent(editMessage(messageToEdit(model, channelId, messageId), facts(), formOf(body))),
      ),
    recentMessages: (channelId: string, limit: number, asOf = Number.POSITIVE_INFINITY) =>
      refusedAs('recentMessages', () =>
        seenByAll(model, channelId)
          .filter(({ timestamp }) => timestamp <= asOf)
          .slice(-limit)
          .reverse()
          .map(seen),
      ),
    createThread: (channelId: string, messageId: string, name: string) =>
      refusedAs('createThread', () => ({ id: openThread(model, facts(), { channelId, messageId }, name).id })),
    openDirect: (personId: string) => refusedAs('openDirect', () => ({ id: openDirect(model, facts(), personId).id })),
    reopenThread: (threadId: string) => refusedAs('reopenThread', () => void reopenThread(model, threadId)),
  };
}

function refusedAs<T>(operation: keyof Discord, act: () => T): T {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { status, code, message: detail } = error;
    throw new DiscordError({ operation, status, code, detail, mayHaveLanded: false });
  }
}

/** A chart comes before a file. Nobody looks at a chart's picture here, so none is drawn. */
function formOf({ chart, file, ...body }: MessageBody): MessageForm {
  const picture = { filename: CHART_FILE, type: 'image/png', base64: '', description: chart?.description };
  const base64 = Buffer.from(file?.text ?? '').toString('base64');
  const text = { filename: file?.name ?? '', type: 'text/plain', base64, description: undefined };
  const files = [...(chart === undefined ? [] : [picture]), ...(file === undefined ? [] : [text])];
  if (files.length === 0) return { ...body, attachments: [] };
  const uploads = files.map(({ filename, type, base64 }, index) => {
    return { number: String(index), filename, type, size: Buffer.byteLength(base64, 'base64'), base64, baseUrl: '' };
  });
  const attachments = files.map(({ description }, index) => {
    return { id: String(index), ...(description === undefined ? {} : { description }) };
  });
  return { ...body, attachments, uploads };
}

function sent({ id, channelId }: Message): SentMessage {
  return { id, channel_id: channelId };
}

/** As Discord lists it: without the nonce. */
function seen(message: Message): SeenMessage {
  const { id, body, timestamp, interactionId } = message;
  return {
    id,
    content: shownContent(message),
    embeds: body.embeds.map(({ title, description, footer }) => ({ type: 'rich', title, description, footer })),
    author: { id: 'bot', bot: true },
    timestamp: new Date(timestamp).toISOString(),
    ...(interactionId !== undefined && { interaction_metadata: { id: interactionId } }),
  };
}
