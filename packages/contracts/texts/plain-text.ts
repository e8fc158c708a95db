/** What somebody typed, as it stands: in Discord it becomes no link, no mention, no code and no heading. */
import { oneLine } from './one-line.ts';

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
