/** What a request that carries a message is made of: the message, what is said of its picture, and the picture. */
import type { RESTAPIAttachment } from 'discord-api-types/v10';
import { CHART_FILE, type MessageBody } from '../message-body.ts';
import type { RequestFile } from './send-request.ts';

export type MessageParts = {
  body: Omit<MessageBody, 'chart'> & { allowed_mentions: { parse: [] }; attachments?: RESTAPIAttachment[] };
  files: RequestFile[];
};

/** `attachments` is there if there is a picture. */
export async function messageParts({ chart, ...message }: MessageBody): Promise<MessageParts> {
  // Nobody is ever pinged: texts carry what people wrote elsewhere.
  const body: MessageParts['body'] = { ...message, allowed_mentions: { parse: [] } };
  if (chart === undefined) return { body, files: [] };
  // Few messages have a chart: drawing stays out of every cold start.
  const { chartPng } = await import('../chart/chart-png.ts');
  const attachment = { id: 0, filename: CHART_FILE, description: chart.description };
  const file = { name: CHART_FILE, type: 'image/png', bytes: chartPng(chart) };
  return { body: { ...body, attachments: [attachment] }, files: [file] };
}

/**
 * The same of an edit, after which the message has the attachments that are named and no others:
 * https://docs.discord.com/developers/resources/message#edit-message
 */
export async function editParts(message: MessageBody): Promise<MessageParts> {
  const { body, files } = await messageParts(message);
  return { body: { attachments: [], ...body }, files };
}
