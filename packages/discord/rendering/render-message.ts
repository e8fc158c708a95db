/** Turns one of our messages into what Discord takes, within Discord's limits. */
import type { Button, Chart, Link, Message, Select, Tone } from '@valine/contracts';
import type {
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIEmbed,
  APIStringSelectComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { DISCORD_LIMITS } from '../limits.ts';
import { CHART_ADDRESS, type MessageBody } from '../message-body.ts';
import { cutLines, cutPlain } from './cut-markdown.ts';

/** An embed with a footer of this length stays below what Discord takes in all. */
const MOST_OF_FOOTER = 1000;

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
  const content = cutLines((message.content ?? '').split('\n'), DISCORD_LIMITS.content);
  const isEmpty = content.trim() === '' && embeds.length === 0;
  return {
    // Discord refuses a message of nothing, and a picture alone could not be told from another.
    content: isEmpty ? (chart?.description ?? '…') : content,
    embeds: chart === undefined ? embeds : embeds.map((embed) => ({ ...embed, image: { url: CHART_ADDRESS } })),
    ...componentsOf(message),
    ...(chart && { chart }),
    ...(message.file && { file: message.file }),
    ...(message.pings && { pings: message.pings }),
  };
}

function describe({ description }: Chart): string {
  return cutPlain(description, DISCORD_LIMITS.fileDescription) || 'Chart';
}

function renderCard({ title, url, lines, tone, footer = '' }: NonNullable<Message['card']>): APIEmbed[] {
  const head = cutPlain(title, DISCORD_LIMITS.title);
  const description = cutLines(lines, DISCORD_LIMITS.description);
  const foot = cutPlain(footer, MOST_OF_FOOTER);
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

/** Numbers, for the enums themselves would add 90 KB to a function. */
const STYLES: {
  primary: ButtonStyle.Primary;
  secondary: ButtonStyle.Secondary;
  success: ButtonStyle.Success;
  danger: ButtonStyle.Danger;
} = { primary: 1, secondary: 2, success: 3, danger: 4 };
const LINK: ButtonStyle.Link = 5;
const ACTION_ROW: ComponentType.ActionRow = 1;
const BUTTON: ComponentType.Button = 2;
const STRING_SELECT: ComponentType.StringSelect = 3;

function componentsOf({ selects = [], buttons, links = [] }: Message): Pick<MessageBody, 'components'> {
  if (buttons === undefined && selects.length + links.length === 0) return {};
  return { components: [...renderSelects(selects), ...renderButtons(buttons ?? [], links)] };
}

/** The last row is that of the buttons. */
const MOST_SELECTS = DISCORD_LIMITS.rows - 1;

function renderSelects(selects: readonly Select[]): NonNullable<MessageBody['components']> {
  const usable = [...byId(selects).values()].filter(({ options }) => options.length > 0).slice(0, MOST_SELECTS);
  return usable.map((select) => ({ type: ACTION_ROW, components: [renderSelect(select)] }));
}

function renderSelect({ id, placeholder, options, least, most }: Select): APIStringSelectComponent {
  const shown = options.slice(0, DISCORD_LIMITS.options);
  const max_values = Math.max(1, Math.min(most, shown.length));
  return {
    type: STRING_SELECT,
    custom_id: id,
    placeholder: cutPlain(placeholder, DISCORD_LIMITS.placeholder),
    min_values: Math.min(least, max_values),
    max_values,
    options: shown.map(({ value, label, description, chosen }) => ({
      value,
      label: cutPlain(label, DISCORD_LIMITS.option) || '…',
      ...(description === undefined ? {} : { description: cutPlain(description, DISCORD_LIMITS.option) }),
      default: chosen,
    })),
  };
}

/** Those that Discord would refuse (an id or address that is too long, or an id that is there already) are left out: without it the whole message would be. */
function renderButtons(buttons: readonly Button[], links: readonly Link[]): NonNullable<MessageBody['components']> {
  const usable = [
    ...[...byId(buttons).values()].map(renderButton),
    ...links.filter(hasUsableUrl).map(renderLink),
  ].slice(0, DISCORD_LIMITS.rows * DISCORD_LIMITS.buttonsPerRow);
  const rows = Math.ceil(usable.length / DISCORD_LIMITS.buttonsPerRow);
  return Array.from({ length: rows }, (_, row) => ({
    type: ACTION_ROW,
    components: usable.slice(row * DISCORD_LIMITS.buttonsPerRow, (row + 1) * DISCORD_LIMITS.buttonsPerRow),
  }));
}

function renderButton({ id, label, style, disabled }: Button): APIButtonComponentWithCustomId {
  return {
    type: BUTTON,
    custom_id: id,
    label: cutPlain(label, DISCORD_LIMITS.label) || '…',
    style: STYLES[style],
    ...(disabled === undefined ? {} : { disabled }),
  };
}

function renderLink({ label, url }: Link): APIButtonComponentWithURL {
  return { type: BUTTON, style: LINK, label: cutPlain(label, DISCORD_LIMITS.label) || '…', url };
}

function hasUsableUrl({ url }: Link): boolean {
  return /^https?:\/\/\S+$/.test(url) && url.length <= DISCORD_LIMITS.buttonUrl;
}

function byId<T extends { id: string }>(components: readonly T[]): Map<string, T> {
  return new Map(components.filter(hasUsableId).map((one) => [one.id, one]));
}

function hasUsableId({ id }: { id: string }): boolean {
  return id.length > 0 && id.length <= DISCORD_LIMITS.customId;
}

/** One line of 1 to 100 characters. */
export function threadName(name: string): string {
  return cutPlain(name, DISCORD_LIMITS.threadName) || '…';
}

const NOT_ATTACHED = 'Its file could not be attached: give the bot Attach Files in this channel.';

/** That a file is missing is said: the text may speak of it. */
export function withoutFiles({ chart: _, file, embeds, content, ...body }: MessageBody): MessageBody {
  const told = file === undefined ? content : `${content}\n-# ${NOT_ATTACHED}`.trim();
  return {
    ...body,
    content: told,
    embeds: embeds.map((embed) => (embed.image?.url === CHART_ADDRESS ? withoutImage(embed) : embed)),
  };
}

function withoutImage({ image: _, ...embed }: MessageBody['embeds'][number]): MessageBody['embeds'][number] {
  return embed;
}
