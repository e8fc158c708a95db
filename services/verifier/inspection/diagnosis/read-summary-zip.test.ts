import { randomBytes } from 'node:crypto';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readSummaryZip } from './read-summary-zip.ts';

const FILE = 'diagnose-summary.json';
const LIKE_FILE = 'diagnose-summary.jsoX';
const TEXT = '{"correlation_id":"ü"}';
const zip = (files: Zippable) => zipSync(files);
const summary = (text = TEXT) => zip({ [FILE]: strToU8(text) });

/** Where the entries of a ZIP are described, in the order of the file. */
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END = 0x06054b50;

/** Rewrites a field of every record of a kind. `at`: bytes from the start of the record. */
function patch(bytes: Uint8Array, signature: number, at: number, size: 2 | 4, value: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset + 4 <= bytes.byteLength; offset += 1) {
    if (view.getUint32(offset, true) !== signature) continue;
    if (size === 2) view.setUint16(offset + at, value, true);
    else view.setUint32(offset + at, value, true);
  }
  return bytes;
}

/** The same bytes with one name for another of the same length. */
function rename(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1'));
}

const words = randomBytes(1500).toString('hex');
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}.txt`, strToU8('x')]));

describe('a summary', () => {
  it.each<[string, Uint8Array]>([
    ['alone in its ZIP', summary()],
    ['stored without compression', zip({ [FILE]: [strToU8(TEXT), { level: 0 }] })],
    ['in a folder', zip({ 'out/logs/': new Uint8Array(), [`out/${FILE}`]: strToU8(TEXT) })],
    ['among other files', zip({ 'a.txt': strToU8('x'), [FILE]: strToU8(TEXT), 'z.txt': randomBytes(1000) })],
    ['next to something that would unpack to megabytes', zip({ a: new Uint8Array(4e6), [FILE]: strToU8(TEXT) })],
  ])('is read %s', async (_, bytes) => {
    expect(await readSummaryZip(bytes)).toEqual({ kind: 'read', text: TEXT });
  });

  it('is read out of the middle of a larger buffer', async () => {
    const bytes = summary();
    const larger = new Uint8Array(bytes.length + 20);
    larger.set(bytes, 7);
    expect(await readSummaryZip(larger.subarray(7, 7 + bytes.length))).toEqual({ kind: 'read', text: TEXT });
  });

  it('that is empty is read as that', async () => {
    expect(await readSummaryZip(summary(''))).toEqual({ kind: 'read', text: '' });
  });
});

describe('a ZIP', () => {
  it.each<[string, Uint8Array]>([
    ['empty', zip({})],
    ['without the file', zip({ 'other.json': strToU8(TEXT) })],
    ['whose file only ends in the name', zip({ [`old-${FILE}`]: strToU8(TEXT) })],
    ['in which a folder has the name', zip({ [`${FILE}/`]: new Uint8Array() })],
  ])('%s has no summary', async (_, bytes) => {
    expect(await readSummaryZip(bytes)).toEqual({ kind: 'missing_entry' });
  });

  it.each<[string, Uint8Array]>([
    ['nothing at all', new Uint8Array()],
    ['something else', strToU8('<html>502 Bad Gateway</html>')],
    ['random bytes', randomBytes(5000)],
    ['cut in half', summary().subarray(0, summary().length / 2)],
    ['without its last byte', summary().subarray(0, -1)],
    ['without its first bytes', summary().subarray(10)],
    ['with a wrong checksum', patch(summary(), CENTRAL, 16, 4, 0x12345678)],
    ['with an unknown compression', patch(summary(), CENTRAL, 10, 2, 93)],
    ['that promises more than there is', patch(summary(words), CENTRAL, 24, 4, 3001)],
    ['that promises less than there is', patch(summary(words), CENTRAL, 24, 4, 2999)],
    ['whose data lies beyond its end', patch(summary(), CENTRAL, 20, 4, 1e6)],
    ['whose entry lies elsewhere', patch(summary(), CENTRAL, 42, 4, 5)],
    ['whose data is no deflate stream', patch(summary(), LOCAL, 28, 2, 3)],
    ['with a name that climbs out of its folder', zip({ [FILE]: strToU8(TEXT), '../x': strToU8('x') })],
    ['with more entries promised than there are', patch(summary(), END, 10, 2, 3)],
  ])('that is %s is broken', async (_, bytes) => {
    expect(await readSummaryZip(bytes)).toEqual({ kind: 'broken' });
  });

  it.each<[string, Uint8Array]>([
    ['a bomb', summary('0'.repeat(64 * 1024 * 1024))],
    ['of twenty-one entries', zip({ ...many(20), [FILE]: strToU8(TEXT) })],
    ['of a thousand entries', zip({ ...many(1000), [FILE]: strToU8(TEXT) })],
    ['of sixty thousand entries, it says', patch(summary(), END, 10, 2, 60_000)],
    ['encrypted', patch(summary(), CENTRAL, 8, 2, 1)],
    ['with the name twice', rename(zip({ [FILE]: strToU8(TEXT), [LIKE_FILE]: strToU8('{}') }), 'jsoX', 'json')],
    ['with another name twice', rename(zip({ [FILE]: strToU8(TEXT), aa: strToU8('a'), ab: strToU8('b') }), 'ab', 'aa')],
    ['with the file in two folders', zip({ [`a/${FILE}`]: strToU8(TEXT), [`b/${FILE}`]: strToU8('{}') })],
  ])('that is %s is hostile', async (_, bytes) => {
    expect(await readSummaryZip(bytes)).toEqual({ kind: 'hostile' });
  });

  it('with a bomb that lies about its size is cut off at the size it promised', async () => {
    const bomb = patch(summary('0'.repeat(16 * 1024 * 1024)), CENTRAL, 24, 4, 200_000);
    expect(await readSummaryZip(bomb)).toEqual({ kind: 'broken' });
  });

  it.each<[string, Uint8Array]>([
    ['a megabyte packed', zip({ [FILE]: strToU8(TEXT), x: [randomBytes(1024 * 1024), { level: 0 }] })],
    ['a quarter of one unpacked', summary(randomBytes(200 * 1024).toString('hex'))],
  ])('of more than %s is too large', async (_, bytes) => {
    expect(await readSummaryZip(bytes)).toEqual({ kind: 'too_large' });
  });
});
