import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUrl } from './check-url.ts';

const policy = { allowedDomains: [], safeLocal: false, trustedOrigins: [] };

/** Ranges of IPv4 that are not public, as their first address and how many bits of it are fixed. */
const RANGES: readonly (readonly [first: number, bits: number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0586300, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 3],
  [0xa83f8110, 32],
];

const address = fc
  .constantFrom(...RANGES)
  .chain(([first, bits]) => fc.integer({ min: 0, max: 2 ** (32 - bits) - 1 }).map((offset) => first + offset));

const base = fc.constantFrom('decimal', 'octal', 'hex', 'HEX', 'padded octal', 'padded hex');
const script = fc.constantFrom('ascii', 'full-width', 'circled', 'percent');
const dot = fc.constantFrom('.', '。', '．', '｡', '%2e', '%2E');

/** How many parts it is written in, each part's base, its script, the dot, and whether a last dot ends it. */
const spelling = fc.record({
  parts: fc.constantFrom(1, 2, 3, 4),
  bases: fc.tuple(base, base, base, base),
  script,
  dot,
  lastDot: fc.boolean(),
});

describe('an IPv4 address that is not public', () => {
  it('is refused in every base, length and script', () => {
    fc.assert(
      fc.property(address, spelling, (value, how) => {
        expect(checkUrl(`https://${spell(value, how)}/`, policy)).toEqual({ ok: false, reason: 'not_public_address' });
      }),
      { numRuns: 5_000 },
    );
  });

  it('is refused in every form that IPv6 carries it in', () => {
    const prefix = fc.constantFrom(
      '::ffff:',
      '::',
      '::ffff:0:',
      '64:ff9b::',
      '64:ff9b:1::',
      '0:0:0:0:0:ffff:',
      '0:0:0:0:0:FFFF:',
    );
    fc.assert(
      fc.property(address, prefix, fc.boolean(), (value, start, dotted) => {
        const tail = dotted ? octets(value, 4).join('.') : groups(value).join(':');
        expect(checkUrl(`https://[${start}${tail}]/`, policy)).toEqual({ ok: false, reason: 'not_public_address' });
        expect(checkUrl(`https://[2002:${groups(value).join(':')}::1]/`, policy).ok).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is what those spellings mean: a public one is admitted in all of them', () => {
    fc.assert(
      fc.property(spelling, (how) => {
        expect(checkUrl(`https://${spell(0x08080404, how)}/`, policy)).toMatchObject({
          ok: true,
          url: { href: 'https://8.8.4.4/' },
        });
      }),
      { numRuns: 1_000 },
    );
  });
});

type Spelling = typeof spelling extends fc.Arbitrary<infer T> ? T : never;

function spell(value: number, { parts, bases, script: inScript, dot: by, lastDot }: Spelling): string {
  const numbers = octets(value, parts).map((part, index) => inBase(part, bases[index] ?? 'decimal'));
  return numbers.map((number) => inLetters(number, inScript)).join(by) + (lastDot ? by : '');
}

/** In so many parts: the last one holds all the bytes that are left. */
function octets(value: number, parts: number): number[] {
  const firsts = [24, 16, 8].slice(0, parts - 1).map((bits) => (value >>> bits) & 255);
  return [...firsts, value % 2 ** (8 * (5 - parts))];
}

function groups(value: number): string[] {
  return [(value >>> 16).toString(16), (value % 65_536).toString(16)];
}

function inBase(value: number, name: string): string {
  switch (name) {
    case 'octal':
      return `0${value.toString(8)}`;
    case 'hex':
      return `0x${value.toString(16)}`;
    case 'HEX':
      return `0X${value.toString(16).toUpperCase()}`;
    case 'padded octal':
      return `0000${value.toString(8)}`;
    case 'padded hex':
      return `0x000${value.toString(16)}`;
    default:
      return String(value);
  }
}

function inLetters(text: string, name: string): string {
  return [...text].map((letter) => inScript(letter, name)).join('');
}

function inScript(letter: string, name: string): string {
  const code = letter.charCodeAt(0);
  switch (name) {
    case 'full-width':
      return String.fromCharCode(code + 0xfee0);
    case 'circled':
      return circled(letter);
    case 'percent':
      return `%${code.toString(16)}`;
    default:
      return letter;
  }
}

function circled(letter: string): string {
  if (letter === '0') return '⓪';
  const code = letter.charCodeAt(0);
  return /\d/.test(letter)
    ? String.fromCharCode(0x2460 + code - 0x31)
    : String.fromCharCode(0x24d0 + (code | 32) - 0x61);
}
