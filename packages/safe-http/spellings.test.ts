import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkUrl } from './check-url.ts';
import { NOT_PUBLIC } from './test-ranges.ts';

const policy = { allowedDomains: [], safeLocal: false, trustedOrigins: [] };

const address = fc.constantFrom(...NOT_PUBLIC).chain(({ first, last }) => fc.integer({ min: first, max: last }));

/** A number in each base that hosts are written in. */
const BASES = {
  decimal: String,
  octal: (value: number) => `0${value.toString(8)}`,
  hex: (value: number) => `0x${value.toString(16)}`,
  HEX: (value: number) => `0X${value.toString(16).toUpperCase()}`,
  'padded octal': (value: number) => `0000${value.toString(8)}`,
  'padded hex': (value: number) => `0x000${value.toString(16)}`,
};
/** A letter in each script that parsers read as ASCII. */
const SCRIPTS = {
  ascii: (letter: string) => letter,
  'full-width': (letter: string) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
  circled,
  percent: (letter: string) => `%${letter.charCodeAt(0).toString(16)}`,
};

const base = fc.constantFrom(...(Object.keys(BASES) as (keyof typeof BASES)[]));
const script = fc.constantFrom(...(Object.keys(SCRIPTS) as (keyof typeof SCRIPTS)[]));
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
    const written = ['::ffff:', '::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', '0:0:0:0:0:ffff:', '0:0:0:0:0:FFFF:'];
    const prefix = fc.constantFrom(...written);
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
  const numbers = octets(value, parts).map((part, index) => BASES[bases[index] ?? 'decimal'](part));
  return numbers.map((number) => [...number].map(SCRIPTS[inScript]).join('')).join(by) + (lastDot ? by : '');
}

/** In so many parts: the last one holds all the bytes that are left. */
function octets(value: number, parts: number): number[] {
  const firsts = [24, 16, 8].slice(0, parts - 1).map((bits) => (value >>> bits) & 255);
  return [...firsts, value % 2 ** (8 * (5 - parts))];
}

function groups(value: number): string[] {
  return [(value >>> 16).toString(16), (value % 65_536).toString(16)];
}

function circled(letter: string): string {
  if (letter === '0') return '⓪';
  const code = letter.charCodeAt(0);
  return /\d/.test(letter)
    ? String.fromCharCode(0x2460 + code - 0x31)
    : String.fromCharCode(0x24d0 + (code | 32) - 0x61);
}
