import { describe, expect, it } from 'vitest';
import { isLongLived, keepsBrowsersFromKeeping, maxAge, parseCacheControl } from './cache-control.ts';

const MONTH = 30 * 24 * 3600;

describe('a Cache-Control header', () => {
  it.each<[string | undefined, Record<string, string | null>]>([
    [undefined, {}],
    ['', {}],
    [',,  ,', {}],
    ['no-cache', { 'no-cache': null }],
    ['No-Store, MAX-AGE=0', { 'no-store': null, 'max-age': '0' }],
    ['public,max-age=60,immutable', { public: null, 'max-age': '60', immutable: null }],
    ['max-age = 60', { 'max-age': '60' }],
    ['max-age="60"', { 'max-age': '60' }],
    ['private="set-cookie, x-id", max-age=5', { private: 'set-cookie, x-id', 'max-age': '5' }],
    ['max-age=60, max-age=60', { 'max-age': '60' }],
    ['max-age=0, max-age=3600', { 'max-age': 'conflict' }],
    ['max-age', { 'max-age': null }],
    ['max-age=', { 'max-age': '' }],
    ['ext="a\\"b", no-cache', { ext: 'a\\"b', 'no-cache': null }],
  ])('%j is %j', (header, directives) => {
    expect(Object.fromEntries(parseCacheControl(header))).toEqual(directives);
  });

  it.each<[string, number | undefined]>([
    ['max-age=31536000', 31_536_000],
    ['max-age=-1', undefined],
    ['max-age=1.5', undefined],
    ['max-age=soon', undefined],
    ['max-age=1, max-age=2', undefined],
    ['s-maxage=60', undefined],
  ])('%s lets an answer live for %s seconds', (header, seconds) => {
    expect(maxAge(parseCacheControl(header))).toBe(seconds);
  });

  it('of a megabyte is read no further than a header goes', () => {
    expect(parseCacheControl(`${'a="\\'.repeat(250_000)}, no-cache`).has('no-cache')).toBe(false);
  });
});

describe('browsers', () => {
  it.each<[string | undefined, boolean]>([
    ['no-cache', true],
    ['no-store', true],
    ['max-age=0', true],
    ['public, max-age=0, must-revalidate', true],
    ['NO-CACHE, max-age=3600', true],
    ['max-age=60', false],
    ['no-cache="set-cookie"', false],
    ['max-age=0, max-age=3600', false],
    ['must-revalidate', false],
    ['s-maxage=0', false],
    ['x-no-cache', false],
    ['', false],
    [undefined, false],
  ])('are kept from keeping an answer with %j: %s', (header, kept) => {
    expect(keepsBrowsersFromKeeping(parseCacheControl(header))).toBe(kept);
  });
});

describe('an answer', () => {
  it.each<[string | undefined, boolean]>([
    ['public, max-age=31536000, immutable', true],
    [`max-age=${MONTH}`, true],
    ['immutable', true],
    [`max-age=${MONTH - 1}`, false],
    ['no-cache, max-age=31536000', false],
    ['no-store, immutable', false],
    ['max-age=0, immutable', false],
    ['s-maxage=31536000', false],
    [undefined, false],
  ])('with %j lives long: %s', (header, long) => {
    expect(isLongLived(parseCacheControl(header), MONTH)).toBe(long);
  });
});
