/** Takes out of a log whatever looks like a secret. Foreign text: every pattern takes time in proportion to its length. */

const HIDDEN = '***';

/** Recognised by themselves. The look behind lets a pattern begin only where a word does: else it is tried everywhere. */
const TOKENS: readonly RegExp[] = [
  // GitHub
  /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,255}/g,
  /(?<![A-Za-z0-9])github_pat_[A-Za-z0-9_]{20,255}/g,
  // AWS key ids
  /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/g,
  // JSON Web Tokens
  /(?<![\w-])eyJ[\w-]{8,4000}\.[\w-]{8,4000}\.[\w-]{0,1000}/g,
  // Slack and Discord
  /(?<![A-Za-z0-9])xox[a-z]-[A-Za-z0-9-]{10,250}/g,
  /hooks\.slack\.com\/(?:services|workflows|triggers)\/[\w/-]{1,200}/gi,
  /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/\d{1,25}\/[\w-]{1,200}/gi,
  /(?<![\w-])[A-Za-z\d_-]{23,28}\.[\w-]{6,7}\.[\w-]{27,40}(?![\w-])/g,
  // OpenAI, Google, npm, GitLab, Pulumi, Stripe
  /(?<![\w-])sk-[\w-]{20,250}/g,
  /(?<![\w-])AIza[\w-]{35}/g,
  /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36}/g,
  /(?<![A-Za-z0-9])glpat-[\w-]{20,100}/g,
  /(?<![A-Za-z0-9])pul-[0-9a-f]{40}/g,
  /(?<![A-Za-z0-9])[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}/g,
];

const NAMES =
  '(?:passw(?:or)?d|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|signature)[\\w-]{0,40}';

/** Recognised by what stands before them, which is kept. After a long part none can fail: it would be tried again, one character later. */
const NAMED: readonly RegExp[] = [
  /((?:proxy-)?authorization["']?[ \t]{0,5}[:=][ \t]{0,5})\S[^\r\n]{0,4000}/gi,
  /(\b(?:bearer|basic)[ \t]{1,5})[\w.~+/=-]{8,4000}/gi,
  // A header, and not a sentence about one
  /(\b(?:set-)?cookie["']?[ \t]{0,5}:[ \t]{0,5})[["']{0,3}[\w.$!#%&*+^|~-]{1,200}=[^\r\n]{0,4000}/gi,
  // A password may have an @ in it.
  /(:\/\/)[^\s/]{1,1000}(?=@)/g,
  // As curl takes them; docker takes numbers there, and date a format.
  /((?<!\S)(?:-u|-U|--user|--proxy-user)[ \t=]{0,3}"[^\s:"+]{1,200}:)[^"\r\n]{1,4000}/g,
  /((?<!\S)(?:-u|-U|--user|--proxy-user)[ \t=]{0,3}'[^\s:'+]{1,200}:)[^'\r\n]{1,4000}/g,
  /((?<!\S)(?:-u|-U|--user|--proxy-user)[ \t=]{0,3}(?!\d{1,9}:\d)[^\s:"'+]{1,200}:)[^\s"']{1,4000}/g,
  // In double quotes, in single ones, and in JSON that stands within a string
  new RegExp(`(${NAMES}["']?[ \\t]{0,5}[:=][ \\t]{0,5}")(?:[^"\\\\\\r\\n]|\\\\.){1,4000}`, 'gi'),
  new RegExp(`(${NAMES}["']?[ \\t]{0,5}[:=][ \\t]{0,5}')(?:[^'\\\\\\r\\n]|\\\\.){1,4000}`, 'gi'),
  new RegExp(`(${NAMES}\\\\{1,3}["'][ \\t]{0,5}[:=][ \\t]{0,5}\\\\{1,3}["'])[^"'\\\\\\r\\n]{1,4000}`, 'gi'),
  new RegExp(`(${NAMES}["']?[ \\t]{0,5}[:=][ \\t]{0,5}["']?)[^\\s"',;&]{3,4000}`, 'gi'),
  // With a colon it is mostly a sentence about them.
  /(credentials?[\w-]{0,40}["']?[ \t]{0,5}=[ \t]{0,5}["']?)[^\s"',;&]{3,4000}/gi,
];

const KEY_BEGINS = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;
const KEY_ENDS = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/;

/** `known`: our own secrets, which are hidden whatever they look like. */
export function maskSecrets(text: string, known: readonly string[] = []): string {
  const withoutKeys = maskKeys(hideValues(text, known));
  const withoutTokens = TOKENS.reduce((masked, token) => masked.replace(token, HIDDEN), withoutKeys);
  return NAMED.reduce((masked, named) => masked.replace(named, `$1${HIDDEN}`), withoutTokens);
}

/** Private keys go over many lines. One whose beginning was cut off reaches from the start of the text to its end. */
function maskKeys(text: string): string {
  const kept: string[] = [];
  let inKey = false;
  for (const line of text.split('\n')) {
    const [begins, ends] = [KEY_BEGINS.test(line), KEY_ENDS.test(line)];
    if (ends && !inKey && !begins) kept.length = 0;
    if (begins || (ends && !inKey)) kept.push(HIDDEN);
    if (!inKey && !begins && !ends) kept.push(line);
    inKey = (inKey || begins) && !ends;
  }
  return kept.join('\n');
}

/** Shorter ones stand in ordinary words. */
const SHORTEST = 4;
const NOTHING = /(?!)/g;

const patterns = new WeakMap<readonly string[], RegExp>();

/** In any case, for host names have none, and in any spelling. `values` must not change: many texts are searched for them. */
export function hideValues(text: string, values: readonly string[]): string {
  const pattern = patterns.get(values) ?? patternOf(values);
  patterns.set(values, pattern);
  return text.replace(pattern, HIDDEN);
}

function patternOf(values: readonly string[]): RegExp {
  const long = values.filter(({ length }) => length >= SHORTEST);
  const known = [...new Set(long.flatMap(spellingsOf))].sort((one, other) => other.length - one.length);
  return known.length === 0 ? NOTHING : new RegExp(known.map(literal).join('|'), 'gi');
}

function literal(value: string): string {
  return value.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Shorter pieces of base64 stand in ordinary words. */
const SHORTEST_BASE64 = 8;

/** How a value may stand in a text: as it is, in a URL, in JSON, and in base64. */
function spellingsOf(value: string): string[] {
  const whole = value.toWellFormed();
  const inUrls = [encodeURIComponent(whole), new URLSearchParams({ '': whole }).toString().slice(1)];
  const inJson = JSON.stringify(whole).slice(1, -1);
  const inBase64 = [0, 1, 2].flatMap((before) => base64Of(whole, before));
  return [...new Set([value, ...inUrls, inJson, ...inBase64])];
}

/**
 * In both alphabets. Base64 goes by three bytes: how a value looks depends on how many stand `before` it, as a user name
 * does. Characters that hold bits of what is around it are left out.
 */
function base64Of(value: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
  const encoded = bytes.toString('base64');
  const first = Math.ceil((before * 8) / 6);
  const inside = encoded.slice(first, Math.floor((bytes.byteLength * 8) / 6));
  const whole = before === 0 ? [encoded.replace(/=+$/, ''), encoded] : [];
  const found = [inside, ...whole].filter(({ length }) => length >= SHORTEST_BASE64);
  return found.flatMap((each) => [each, each.replaceAll('+', '-').replaceAll('/', '_')]);
}
