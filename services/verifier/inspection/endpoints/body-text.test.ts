import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bodyText } from './body-text.ts';

const read = (body: Uint8Array, encoding?: string) =>
  bodyText({ body, headers: encoding === undefined ? {} : { 'content-encoding': encoding } });
const bomb = Buffer.alloc(20 * 1024 * 1024);

describe('a body', () => {
  it.each([
    ['plain', undefined, Buffer.from('é')],
    ['called plain', 'Identity', Buffer.from('é')],
    ['gzip', 'gzip', gzipSync('é')],
    ['deflate', 'deflate', deflateSync('é')],
    ['brotli', ' BR ', brotliCompressSync('é')],
  ])('that is %s is read', (_, encoding, body) => {
    expect(read(body, encoding)).toBe('é');
  });

  it.each([
    ['broken', 'gzip', Buffer.from('x')],
    ['cut off', 'gzip', gzipSync('x'.repeat(5000)).subarray(0, 20)],
    ['packed twice', 'gzip, gzip', gzipSync(gzipSync('x'))],
    ['packed in a way we do not know', 'zstd', Buffer.from('x')],
    ['called by a name that every object has', 'constructor', Buffer.from('x')],
    ['a gzip bomb', 'gzip', gzipSync(bomb)],
    ['a brotli bomb', 'br', brotliCompressSync(bomb)],
  ])('that is %s is not', (_, encoding, body) => {
    expect(read(body, encoding)).toBeUndefined();
  });
});
