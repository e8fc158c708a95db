/** Secrets that must be seen nowhere, and how texts that quote one spell it. */
import { generateKeyPairSync } from 'node:crypto';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

/** Put together here, so that nothing looks for an owner of it. */
const glue = (...parts: string[]) => parts.join('');
const LETTERS = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';

/** Of the configuration: each known to the functions that use it. Signs in them are spelled differently here and there. */
export const CONFIGURED = {
  DISCORD_BOT_TOKEN: 'canary.bot/token+7f3a9c&1d2e=x',
  GITHUB_TOKEN: 'canary_github/token+83bd&0c17=x',
  GITHUB_APP_PRIVATE_KEY: privateKey,
  GITHUB_WEBHOOK_SECRET: 'canary "webhook" secret/+51ca&77',
  ADMISSION_KEY: 'canary <admission> key/+90fe&2b, long enough',
  OPENAI_API_KEY: 'canary-openai/key+4cd2&e8=x',
  VITE_API_BASE: 'https://canary-api.example.com/prod+x',
} as const;
export type ConfiguredName = keyof typeof CONFIGURED;

/** Nobody knows them beforehand: they are known by how they look, or by what stands before them. */
export const MET: Readonly<Record<string, string>> = {
  'token of an installation': glue('gh', 's_', LETTERS),
  'user token of a link': glue('gh', 'u_', LETTERS),
  'token of an App': glue('ey', 'JhbGciOiJSUzI1NiJ9.', glue('ey', 'JpYXQiOjE3MDAwMDB9.'), LETTERS),
  'token of an interaction': glue('aW50ZXJhY3Rpb24', '6', LETTERS, LETTERS),
  'key of a model': glue('sk', '-proj-', LETTERS),
  'key of AWS': glue('AK', 'IAIOSFODNN7EXAMPLE'),
};

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const base64 = (text: string) => Buffer.from(text).toString('base64');

export type Spelling = readonly [name: string, spell: (secret: string) => string];

export const SPELLINGS: readonly Spelling[] = [
  ['plain', (secret) => secret],
  ['in JSON', inJson],
  ['in JSON in JSON', (secret) => inJson(inJson(secret))],
  ['in a URL', encodeURIComponent],
  ['in a form', (secret) => new URLSearchParams({ a: secret }).toString().slice(2)],
  ['in Markdown', (secret) => secret.replaceAll(/[^\w\s]|_/g, '\\$&')],
  ['in base64', base64],
  ['in base64 for URLs', (secret) => Buffer.from(secret).toString('base64url')],
  ['in hex', (secret) => Buffer.from(secret).toString('hex')],
  ['after a user, in base64', (secret) => base64(`ada:${secret}`)],
];

/** As answers quote what they refuse. */
export const QUOTES: readonly Spelling[] = [
  ['plain', (secret) => secret],
  ['as a header', (secret) => `Authorization: Bearer ${secret}`],
  ['as a header in JSON', (secret) => JSON.stringify({ authorization: `token ${secret}` })],
  ['in JSON in JSON', (secret) => JSON.stringify(JSON.stringify({ token: secret }))],
  ['in a query', (secret) => `https://api.example.com/x?access_token=${secret}&y=1`],
  ['as the user of a URL', (secret) => `https://${secret}@api.example.com/x`],
  ['as the password of a URL', (secret) => `https://ada:${encodeURIComponent(secret)}@api.example.com/x`],
  ['for curl', (secret) => `curl -u ada:${secret} https://api.example.com`],
];

/** Shorter parts of one may be words. */
const LONGEST_PART = 16;

/** What shows that somebody has it: any spelling of it, or a good part of one. */
function tracesOf(secret: string): string[] {
  const lines = secret.split('\n').filter((line) => line.length >= LONGEST_PART && !line.startsWith('-----'));
  const spelled = [secret, ...lines].flatMap((text) => SPELLINGS.slice(0, -1).map(([, spell]) => spell(text)));
  return [...new Set([...spelled, ...spelled.map(inJson)])];
}

const traces = new Map([...Object.values(CONFIGURED), ...Object.values(MET)].map((each) => [each, tracesOf(each)]));

/** Names of the secrets that stand in a text, in whatever spelling. */
export function secretsIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    (traces.get(secret) ?? tracesOf(secret)).some((trace) => text.includes(trace)) ? [name] : [],
  );
}
