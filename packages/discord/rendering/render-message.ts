/** Turns one of our messages into what Discord takes, within Discord's limits. */
import type { Chart, Message, Tone } from '@valine/contracts';
import type { APIEmbed } from 'discord-api-types/v10';
import { CHART_ADDRESS, type MessageBody } from '../message-body.ts';
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
  const chart = message.chart && { ...message.chart, description: describe(message.chart) };
  const embeds = message.card === undefined ? [] : renderCard(message.card);
  const content = cutLines((message.content ?? '').split('\n'), LIMITS.content);
  const isEmpty = content.trim() === '' && embeds.length === 0;
  return {
    // Discord refuses a message of nothing, and a picture alone could not be told from another.
    content: isEmpty ? (chart?.description ?? '…') : content,
    embeds: chart === undefined ? embeds : embeds.map((embed) => ({ ...embed, image: { url: CHART_ADDRESS } })),
    ...(message.buttons === undefined ? {} : { components: renderButtons(message.buttons) }),
    ...(chart && { chart }),
  };
}

function describe({ description }: Chart): string {
  return cutPlain(description, LIMITS.fileDescription) || 'Chart';
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
