/** Shows a Discord message in plain text. */
import { buttonsOf } from '@valine/sandboxes/find-button';
import { selectsOf } from '@valine/sandboxes/find-select';
import type { APIEmbed, APIMessage, APIStringSelectComponent } from 'discord-api-types/v10';
import { hyperlink, type LinkStyle, plainLink, plainMarkdown } from './plain-markdown.ts';

export type RenderOptions = {
  links?: LinkStyle;
  /** Draws a card's edge in the card's colour. */
  colour?: boolean;
  /** The messages of the thread under it, the oldest first. */
  thread?: { name: string; messages: readonly Rendered[] };
};

export type Rendered = Pick<APIMessage, 'content' | 'embeds' | 'components'> & {
  attachments?: readonly Attached[];
  flags?: number;
  mentions?: readonly { id: string; username: string }[];
};

type Picture = { url: string; description?: string; filename?: string };
type Attached = Picture & { content_type?: string };

const EPHEMERAL = 64;
const LOADING = 128;

/** Without a line break at its end. */
export function renderMessage(message: Rendered, options: RenderOptions = {}): string {
  const { links = 'markdown', colour = false, thread } = options;
  const flags = message.flags ?? 0;
  const lines = [
    ...(message.content === '' ? [] : [plainMarkdown(withNames(message), links)]),
    ...message.embeds.map((embed) => renderCard(embed, links, colour)),
    ...(message.attachments ?? []).map((file) => renderFile(file, links)),
    ...selectsOf(message).map(renderSelect),
    ...renderButtons(message, links),
    ...(flags & LOADING ? ['… is thinking'] : []),
    ...(flags & EPHEMERAL ? ['(only you see this)'] : []),
    ...(thread === undefined ? [] : [renderThread(thread, options)]),
  ];
  return lines.join('\n');
}

function withNames({ content, mentions = [] }: Rendered): string {
  return mentions.reduce((text, { id, username }) => text.replaceAll(`<@${id}>`, `@${username}`), content);
}

function renderCard(embed: APIEmbed, links: LinkStyle, colour: boolean): string {
  const edge = colour ? coloured('┃', embed.color ?? 0x80848e) : '│';
  const fields = (embed.fields ?? []).flatMap(({ name, value }) => [name, value]);
  const texts = [embed.title, embed.description, ...fields, embed.footer?.text];
  const lines = [
    ...texts.flatMap((text) => (text === undefined ? [] : plainMarkdown(text, links).split('\n'))),
    ...(embed.image === undefined ? [] : [renderPicture(embed.image, links)]),
  ];
  return lines.map((line) => `${edge} ${line}`.trimEnd()).join('\n');
}

function renderFile(file: Attached, links: LinkStyle): string {
  const shown = renderPicture(file, links);
  return file.content_type?.startsWith('text/') ? shown.replace('🖼', '📎') : shown;
}

/** The picture's description. On a terminal with its address: as a link where links are drawn. */
function renderPicture({ url, description, filename = 'picture' }: Picture, links: LinkStyle): string {
  const text = description ?? filename;
  if (links === 'markdown') return `🖼 ${text}`;
  return `🖼 ${links === 'hyperlink' ? hyperlink(text, url) : plainLink(text, url)}`;
}

function renderSelect({ placeholder = '', options }: APIStringSelectComponent): string {
  return `[ ${placeholder} ▾ ] ${options.filter((option) => option.default).length} of ${options.length} chosen`;
}

function renderButtons(message: Rendered, links: LinkStyle): string[] {
  const buttons = buttonsOf(message).map(({ label, url, disabled }) => {
    if (url !== undefined) return `[ ${plainMarkdown(`[${label}](${url})`, links)} ↗ ]`;
    return disabled ? `( ${label} )` : `[ ${label} ]`;
  });
  return buttons.length === 0 ? [] : [buttons.join(' ')];
}

function renderThread({ name, messages }: NonNullable<RenderOptions['thread']>, options: RenderOptions): string {
  const { thread: _, ...rest } = options;
  const entries = messages.map((message) => indent(renderMessage(message, rest), '    '));
  return [`  ⤷ Thread: ${name}`, ...entries].join('\n');
}

export function indent(text: string, by: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');
}

function coloured(text: string, rgb: number): string {
  return `\u001b[38;2;${rgb >> 16};${(rgb >> 8) & 255};${rgb & 255}m${text}\u001b[0m`;
}
