/** Takes known secrets out of a text, in whatever spelling they stand there. */

export const HIDDEN = '***';

/** Shorter ones stand in ordinary words. */
const SHORTEST = 4;
const NOTHING = /(?!)/g;

const patterns = new WeakMap<readonly string[], { of: number; pattern: RegExp }>();

/** In any case, for host names have none. Values may be added to a list, and none may change: many texts are searched for them. */
export function hideValues(text: string, values: readonly string[]): string {
  let known = patterns.get(values);
  if (known?.of !== values.length) {
    known = { of: values.length, pattern: patternOf(values) };
    patterns.set(values, known);
  }
  return text.replace(known.pattern, HIDDEN);
}

function patternOf(values: readonly string[]): RegExp {
  const known = [...new Set(values.flatMap(sourcesOf))].sort((one, other) => other.length - one.length);
  return known.length === 0 ? NOTHING : new RegExp(known.join('|'), 'gi');
}

function literal(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** How a value may stand in a text: as it is, line by line, in JSON, a URL, HTML, hex and base64. */
function sourcesOf(value: string): string[] {
  const whole = [value, value.trim(), ...pemOf(value)];
  return [...whole, ...whole.flatMap(linesOf)]
    .filter(({ length }) => length >= SHORTEST)
    .flatMap((text) => [inJson(text), ...spellingsOf(text.toWellFormed()).map(literal)]);
}

function spellingsOf(text: string): string[] {
  return [text, ...urlsOf(text), htmlOf(text), ...base64sOf(text), Buffer.from(text).toString('hex')];
}

function urlsOf(text: string): string[] {
  const component = encodeURIComponent(text);
  const strict = component.replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  return [encodeURI(text), component, strict, form, encodeURIComponent(component)];
}

/** Backslashes double with each string in a string. */
const BACKSLASHES = String.raw`\\{1,32}`;
/** Markdown has one before whatever sign it would take for its own. */
const ESCAPED = String.raw`\\{0,32}`;
const NAMED: Readonly<Record<string, string>> = { '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't' };

/** As it is, in Markdown, and in JSON at any depth, whoever wrote it: some leave only ASCII, some no signs of HTML, some no plain `/`. */
function inJson(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, (sign) => {
    if (sign === '\\') return BACKSLASHES;
    const code = sign.charCodeAt(0).toString(16).padStart(4, '0');
    const name = NAMED[sign] ?? (sign === '"' || sign === '/' ? sign : `u${code}`);
    return `(?:${ESCAPED}${literal(sign)}|${BACKSLASHES}(?:${literal(name)}|u${code}))`;
  });
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function htmlOf(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);
}

/** A shorter line may be a word of its own. */
const SHORTEST_LINE = 16;

/** A log shows a key line by line; its first and its last line are no secret. Line breaks may be spelled out. */
function linesOf(text: string): string[] {
  const lines = text.split(/\\+r\\+n|\\+n|[\r\n]+/).map((line) => line.trim());
  return lines.length === 1 ? [] : lines.filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'));
}

/** A key that was given in base64 is known by what it is, too. */
function pemOf(value: string): string[] {
  if (!/^[\w+/=\s-]{40,}$/.test(value)) return [];
  const text = Buffer.from(value, 'base64').toString('utf8');
  return text.includes('-----BEGIN ') ? [text] : [];
}

/** Shorter pieces of base64 stand in ordinary words. */
const SHORTEST_BASE64 = 8;
/** Where programs break lines of base64. */
const WIDTHS = [64, 76];

/** As it begins a text, in lines too, and within one, as a password does after its user. */
function base64sOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const encoded = bytes.toString('base64');
  const lines = WIDTHS.flatMap((width) =>
    encoded.length > width ? (encoded.match(RegExp(`.{1,${width}}`, 'g')) ?? []) : [],
  );
  const whole = [encoded, encoded.replace(/=+$/, ''), ...lines.filter(({ length }) => length >= SHORTEST_LINE)];
  const found = [...whole, ...[0, 1, 2].map((before) => insideOf(bytes, before))];
  return found
    .filter(({ length }) => length >= SHORTEST_BASE64)
    .flatMap((each) => [each, each.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(each)]);
}

/**
 * Base64 goes by three bytes: how a value looks depends on how many stand `before` it. Characters that hold bits of what
 * is around it are left out.
 */
function insideOf(bytes: Buffer, before: number): string {
  const moved = Buffer.concat([Buffer.alloc(before), bytes]);
  return moved.toString('base64').slice(Math.ceil((before * 8) / 6), Math.floor((moved.byteLength * 8) / 6));
}
