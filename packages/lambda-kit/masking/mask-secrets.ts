/**
 * Takes out of a text whatever looks like a secret: the one way from a text of others into a log or a message.
 * Foreign text: every pattern takes time in proportion to its length.
 */
import { HIDDEN, hideValues } from './hide-values.ts';

/** Where a word begins: also after `%3D`, and after a line break or a sign that JSON spells out, or a terminal's colour. */
const START = String.raw`(?:(?<![A-Za-z0-9])|(?<=%[0-9A-Fa-f]{2})|(?<=\\[bfnrt])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\[[\d;]{1,9}m))`;
/** A slash, as JSON and URLs may spell it. */
const SLASH = String.raw`(?:\\?\/|%2F)`;
const token = (source: string, flags = 'g') => new RegExp(START + source, flags);

/** Recognised by themselves. What must stand before them lets a pattern begin only where a word does: else it is tried everywhere. */
const TOKENS: readonly RegExp[] = [
  // GitHub; a server's token is `ghs_`, the App's id and a JSON Web Token
  token(String.raw`gh[pousr]_[\w.-]{19,4000}\w`),
  token('github_pat_[A-Za-z0-9_]{20,255}'),
  token(String.raw`v1\.[0-9a-f]{40}\b`),
  // AWS: a key id, with its secret where that follows; the token of a session
  token(String.raw`(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?:["'\s:;,=|]{1,10}[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+]))?`),
  token('(?:FwoGZXIvYXdz|FQoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=%]{50,4000}'),
  // JSON Web Tokens
  token(String.raw`(?<!-)eyJ[\w-]{8,4000}\.[\w-]{8,4000}\.[\w-]{0,1000}`),
  // Slack
  token(String.raw`(?:xoxe\.)?xox[a-z]-[A-Za-z0-9-]{10,400}`),
  token(String.raw`xapp-\d-[A-Za-z0-9-]{10,400}`),
  new RegExp(String.raw`hooks\.slack\.com${SLASH}(?:services|workflows|triggers)${SLASH}[\w\\/%-]{1,300}`, 'gi'),
  // Discord: webhooks and answers to interactions, with the host or without, and a bot's token
  new RegExp(
    String.raw`discord(?:app)?\.com${SLASH}api${SLASH}(?:v\d{1,2}${SLASH})?webhooks${SLASH}\d{1,25}${SLASH}[\w-]{1,300}`,
    'gi',
  ),
  new RegExp(String.raw`(?<=(?:webhooks|interactions)${SLASH}\d{1,25}${SLASH})[\w-]{20,300}`, 'gi'),
  token(String.raw`aW50ZXJhY3Rpb24[\w-]{20,400}`),
  token(String.raw`(?:mfa\.[\w-]{60,100}|[A-Za-z\d_-]{23,28}\.[\w-]{6,7}\.[\w-]{27,40})(?![\w-])`),
  // OpenAI, Google, npm, GitLab, Pulumi, Stripe
  token(String.raw`(?<!-)sk-[\w-]{20,400}`),
  token(String.raw`(?<!-)AIza[\w-]{35}`),
  token('npm_[A-Za-z0-9]{36}'),
  token(String.raw`glpat-[\w-]{20,100}`),
  token('pul-[0-9a-f]{40}'),
  token('[sr]k_(?:live|test)_[A-Za-z0-9]{10,250}'),
  // A line of a key alone: how its DER begins, and as wide as PEM has it. Hashes are written in hex.
  token('MII[A-Za-z0-9+/]{40,4000}={0,2}'),
  /^[ \t]*(?=[a-z0-9+/]{0,63}[A-Z])(?=[A-F0-9]{0,63}[G-Zg-z+/a-f])[A-Za-z0-9+/]{64}[ \t\r]*$/gm,
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
  const withoutTokens = TOKENS.reduce((masked, pattern) => masked.replace(pattern, HIDDEN), withoutKeys);
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
