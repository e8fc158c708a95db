/** How texts of others are shown: as plain text, as code, on one line; and how a moment and a refusal read. */
import type { Message } from '../message.ts';
import { cutText } from './cut-text.ts';

const MARKS = /[\\[\]`*_~|<>]/g;
/** Headings, lists and small print start a line. */
const LINE_START = /^([#+-]|\d+(?=[.)]))/;
/** Discord makes links of addresses with a scheme, and invitations even of those without. */
const BARE_LINK = /:\/\/|\b(?:discord|discordapp)\.(?=gg\b|com\b)/gi;
/** Discord reads mentions before it reads backslashes, so something invisible has to stand between. */
const MENTION = /@(?=everyone|here|[!&]?\d)/gi;
const INVISIBLE = '\u200b';

/** For Markdown outside code spans, on one line; never for a name of a thread or a footer, which show backslashes. */
export function plainText(text: string): string {
  return oneLine(text)
    .replace(MENTION, `@${INVISIBLE}`)
    .replace(MARKS, '\\$&')
    .replace(BARE_LINK, (link) => (link === '://' ? ':\\//' : `${link.slice(0, -1)}\\.`))
    .replace(LINE_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}

/** Shows the person's name, and notifies them where the message's `pings` names them. */
export function mentionText({ id }: { id: string }): string {
  return `<@${id}>`;
}

/** The same of a role. */
export function roleMentionText(roleId: string): string {
  return `<@&${roleId}>`;
}

/** Discord shows each reader date and time in their own zone and language. `at`: epoch milliseconds. */
export function momentMarkdown(at: number): string {
  return `<t:${Math.floor(at / 1000)}:f>`;
}

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function oneLine(text: string): string {
  return text.replace(DIRECTIONS, '').replace(CONTROLS, ' ').trim();
}

/** `most`: UTF-16 units shown, so that it cannot fill the message either. */
export function codeSpan(text: string, most = 100): string {
  return `\`${cutText(oneLine(text).replaceAll('`', "'"), most) || ' '}\``;
}

/** Of a refusal; undefined for any other message. */
export function reasonCodeOf({ content = '' }: Message): string | undefined {
  return /\n-# reason_code: (\w+)$/.exec(content)?.[1];
}

export function refusalMessage(reasonCode: string, sentence: string): Message & { content: string } {
  return { content: `🔴 ${sentence}\n-# reason_code: ${reasonCode}`, buttons: [] };
}
