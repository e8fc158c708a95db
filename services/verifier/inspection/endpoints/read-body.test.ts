import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readBody } from './read-body.ts';

const read = (body: Uint8Array | string, encoding?: string, truncated = false) =>
  readBody({
    body: Buffer.from(body),
    headers: encoding === undefined ? {} : { 'content-encoding': encoding },
    truncated,
  });
const bomb = Buffer.alloc(20 * 1024 * 1024);
const LONG = Array.from({ length: 5000 }, (_, index) => index.toString(36)).join(' ');

describe('a body', () => {
  it.each([
    ['plain', undefined, 'é'],
    ['plain, with a mark before it', undefined, '\uFEFFé'],
    ['in UTF-16', undefined, Buffer.from('\uFEFFé', 'utf16le')],
    ['called plain', 'Identity', 'é'],
    ['gzip', 'gzip', gzipSync('é')],
    ['gzip by its old name', 'X-GZip', gzipSync('é')],
    ['deflate', 'deflate', deflateSync('é')],
    ['deflate without its header', 'deflate', deflateRawSync('é')],
    ['brotli', ' BR ', brotliCompressSync('é')],
    ['brotli and nothing', ', br', brotliCompressSync('é')],
    ['zstd', 'zstd', zstdCompressSync('é')],
    ['packed twice', 'gzip, br', brotliCompressSync(gzipSync('é'))],
  ])('that is %s is read', (_, encoding, body) => {
    expect(read(body, encoding)).toEqual({ text: 'é', coding: 'sound', truncated: false });
  });

  it.each([
    ['gzip', gzipSync(LONG)],
    ['deflate', deflateSync(LONG)],
    ['deflate', deflateRawSync(LONG)],
    ['br', brotliCompressSync(LONG)],
    ['zstd', zstdCompressSync(LONG)],
  ])('whose end was not read is no worse for that: %s', (encoding, body) => {
    expect(read(body.subarray(0, 4096), encoding, true)).toMatchObject({ coding: 'sound', truncated: true });
    if (encoding !== 'zstd') expect(read(body.subarray(0, 4096), encoding)).toMatchObject({ coding: 'broken' });
  });

  it('whose beginning is not packed as it says is broken, however long it is', () => {
    expect(read(LONG.slice(0, 4096), 'gzip', true)).toMatchObject({ coding: 'broken' });
  });

  it('that is empty is empty, however it is said to be packed', () => {
    expect(read('', 'gzip')).toEqual({ text: '', coding: 'sound', truncated: false });
  });

  it.each([
    ['plain', 'gzip', 'export{}'],
    ['plain', 'deflate', '<!doctype html><title>Shop</title>'],
    ['plain', 'br', '<!doctype html><title>Shop</title>'],
    ['packed once', 'gzip, gzip', gzipSync('x')],
    ['packed another way', 'br', gzipSync('x')],
    ['cut off', 'gzip', gzipSync('x'.repeat(5000)).subarray(0, 20)],
    ['packed without end', 'gzip,gzip,gzip,gzip,gzip', gzipSync('x')],
  ])('that is %s and called %s no browser can unpack', (_, encoding, body) => {
    expect(read(body, encoding)).toEqual({ text: undefined, coding: 'broken', truncated: false });
    expect(read(body, encoding.toUpperCase())).toMatchObject({ coding: 'broken' });
  });

  it.each([
    ['utf-8', 'é', 'é', 'named'],
    ['aws-chunked', 'é', 'é', 'named'],
    ['', 'é', 'é', 'named'],
    ['constructor', 'é', 'é', 'named'],
    ['lzma', Buffer.from([1, 2, 3]), undefined, 'unsure'],
    ['gzip,aws-chunked', 'é', 'é', 'unsure'],
    ['aws-chunked,gzip', gzipSync('é'), 'é', 'unsure'],
    [', br', 'plain', 'plain', 'unsure'],
    ['zstd', 'é', 'é', 'unsure'],
    ['lzma, gzip', Buffer.from([1, 2, 3]), undefined, 'unsure'],
  ])('of a coding that browsers do not know, %j, is read as it is if it can be', (encoding, body, text, coding) => {
    expect(read(body, encoding)).toEqual({ text, coding, truncated: false });
  });

  it.each([
    ['gzip', gzipSync(bomb)],
    ['br', brotliCompressSync(bomb)],
    ['zstd', zstdCompressSync(bomb)],
  ])('that unpacks to more than anybody reads is not read to its end: %s', (encoding, body) => {
    expect(read(body, encoding)).toEqual({ text: undefined, coding: 'sound', truncated: true });
  });
});
