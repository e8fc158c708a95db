/** Turns one of our messages into what Discord takes, within Discord's limits. */
import type { Message, Tone } from '@valine/contracts';
import type { APIEmbed } from 'discord-api-types/v10';
import type { MessageBody } from '../message-body.ts';
import { cutLines } from './cut-lines.ts';
import { cutPlain } from './cut-markdown.ts';
import { LIMITS } from './limits.ts';
import { renderButtons } from './render-buttons.ts';

const COLOURS: Record<Tone, number> = {
  neutral: 0x95a5a6,
  good: 0x2ecc71,
  warning: 0xf1c40f,
  bad: 0xe74c3c,
  running: 0x3498db,
};

/** The whole message: an edit with it replaces what stood there, the buttons too unless `buttons` is absent. */
export function renderMessage(message: Message): MessageBody {
  const content = cutLines((message.content ?? '').split('\n'), LIMITS.content);
  const embeds = message.card === undefined ? [] : renderCard(message.card);
  return {
    // Discord refuses a message of nothing.
    content: content.trim() === '' && embeds.length === 0 ? '…' : content,
    embeds,
    ...(message.buttons === undefined ? {} : { components: renderButtons(message.buttons) }),
  };
}

function renderCard({ title, url, lines, tone, footer = '' }: NonNullable<Message['card']>): APIEmbed[] {
  const head = cutPlain(title, LIMITS.title);
  const description = cutLines(lines, LIMITS.description);
  const foot = cutPlain(footer, LIMITS.footer);
  if (`${head}${description}${foot}`.trim() === '') return [];
  return [
    {
      color: COLOURS[tone],
      ...(head === '' ? {} : { title: head }),
      ...(description.trim() === '' ? {} : { description }),
      ...(url !== undefined && /^https?:\/\/\S+$/.test(url) ? { url } : {}),
      ...(foot === '' ? {} : { footer: { text: foot } }),
    },
  ];
}
