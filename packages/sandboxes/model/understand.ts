/** What the sandbox's language model makes of a wish: simple English, the same answer each time. */

export type Told = { name: string; background?: readonly string[]; color?: readonly string[] };
export type Said = { section: string | null; changes: { property: string; value: string }[]; reason: string };

const COLORS =
  'red blue green yellow orange purple pink black white gray grey navy teal gold silver brown crimson indigo';
const COLOR = new RegExp(String.raw`#[0-9a-f]{6}\b|#[0-9a-f]{3}\b|\b(?:${COLORS.replaceAll(' ', '|')})\b`, 'i');
/** What people mean is painted, and not written, when they name a colour. */
const SURFACE = /nav|bar|banner|button|footer|background|box|card/i;

export function understand(description: string, sections: readonly Told[]): Said {
  const named = sections.filter(({ name }) => nameIn(description, name));
  const [section] = named;
  if (section === undefined) return nothing('No section that may be changed is named.');
  if (named.length > 1) return nothing('More than one section is named.');
  const rest = withoutName(description, section.name);
  const changes = [textOf(rest), linkOf(rest), colorOf(rest, section), visibleOf(rest)].filter(
    (each) => each !== undefined,
  );
  return changes.length === 0
    ? nothing('It does not say what is to change.')
    : { section: section.name, changes, reason: '' };
}

function nothing(reason: string): Said {
  return { section: null, changes: [], reason };
}

/** `main-banner` is also called main banner. */
function patternOf(name: string): RegExp {
  const words = name.split(/[-_]/).map((word) => word.replace(/[^\w]/g, ''));
  return new RegExp(String.raw`\b${words.join('[-_ ]')}\b`, 'i');
}

function nameIn(description: string, name: string): boolean {
  return patternOf(name).test(withoutQuoted(description));
}

function withoutName(description: string, name: string): string {
  return description.replace(patternOf(name), SURFACE.test(name) ? 'surface' : 'it');
}

const QUOTED = /["“”]([^"“”]+)["“”]/;

function withoutQuoted(text: string): string {
  return text.replace(new RegExp(QUOTED, 'g'), ' ');
}

function textOf(text: string) {
  const isText = /\b(?:text|title|words?|wording|say|says|read|reads|label|call)\b/i.test(withoutQuoted(text));
  const value = QUOTED.exec(text)?.[1] ?? /\b(?:to|say|read)\b:?\s+(.{1,200}?)[.!]?$/i.exec(text)?.[1];
  return isText && value !== undefined ? { property: 'text', value: value.trim() } : undefined;
}

function linkOf(text: string) {
  const value = /\blinks?\b.*?\s((?:https?:|mailto:|\/)\S+?)[.!]?(?:\s|$)/i.exec(text)?.[1];
  return value === undefined ? undefined : { property: 'link', value };
}

function colorOf(text: string, section: Told) {
  const words = withoutQuoted(text);
  const property = SURFACE.test(words) || /surface/.test(words) ? 'background' : 'color';
  const named = section[property]?.find((name) => new RegExp(String.raw`\b${name}\b`, 'i').test(words));
  const value = named ?? COLOR.exec(words)?.[0];
  return value === undefined ? undefined : { property, value: value.toLowerCase() };
}

function visibleOf(text: string) {
  const words = withoutQuoted(text);
  if (/\b(?:hide|remove|take away|invisible)\b/i.test(words)) return { property: 'visible', value: 'false' };
  return /\b(?:show|unhide|bring back|visible)\b/i.test(words) ? { property: 'visible', value: 'true' } : undefined;
}
