/** Reads one file out of the ZIP of an artifact, in memory; the maker of the ZIP is not trusted. */
import { crc32 } from 'node:zlib';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';

const SUMMARY_FILE = 'diagnose-summary.json';
export const MAX_ZIP_BYTES = 1024 * 1024;
const MAX_ENTRIES = 20;
const MAX_FILE_BYTES = 256 * 1024;
/** Text seldom goes below a tenth of its size. */
const MAX_RATIO = 100;

/**
 * - `broken`: no ZIP, a part of one, or one whose sizes or checksum are not right.
 * - `hostile`: encrypted, or made so that two readers read two things or one runs out of memory.
 */
export type ZipReading =
  | { kind: 'read'; text: string }
  | { kind: 'broken' | 'missing_entry' | 'too_large' | 'hostile' };

/** The summary may lie in a folder. Nothing is written, and nothing else is unpacked. */
export async function readSummaryZip(zip: Uint8Array): Promise<ZipReading> {
  if (zip.byteLength > MAX_ZIP_BYTES) return { kind: 'too_large' };
  try {
    const file = await open(zip);
    if (file.entryCount > MAX_ENTRIES) return { kind: 'hostile' };
    const entries = await listEntries(file);
    const names = new Set(entries.map(({ fileName }) => fileName));
    const wanted = entries.filter(({ fileName }) => fileName.split('/').at(-1) === SUMMARY_FILE);
    if (names.size < entries.length || wanted.length > 1) return { kind: 'hostile' };
    return wanted[0] === undefined ? { kind: 'missing_entry' } : await readEntry(file, wanted[0]);
  } catch {
    return { kind: 'broken' };
  }
}

function open(zip: Uint8Array): Promise<ZipFile> {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, file) => (error === null ? resolve(file) : reject(error)));
  });
}

function listEntries(file: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    file.on('entry', (entry: Entry) => {
      entries.push(entry);
      file.readEntry();
    });
    file.on('end', () => resolve(entries));
    file.on('error', reject);
    file.readEntry();
  });
}

async function readEntry(file: ZipFile, entry: Entry): Promise<ZipReading> {
  const { compressedSize, uncompressedSize } = entry;
  if (entry.isEncrypted()) return { kind: 'hostile' };
  if (uncompressedSize > MAX_RATIO * compressedSize) return { kind: 'hostile' };
  if (uncompressedSize > MAX_FILE_BYTES) return { kind: 'too_large' };
  // The library ends the stream with an error at the first byte beyond the size that was promised.
  const bytes = await collect(await openStream(file, entry));
  if (crc32(bytes) !== entry.crc32) return { kind: 'broken' };
  return { kind: 'read', text: new TextDecoder().decode(bytes) };
}

function openStream(file: ZipFile, entry: Entry): Promise<NodeJS.ReadableStream> {
  return new Promise((resolve, reject) => {
    file.openReadStream(entry, (error, stream) => (error === null ? resolve(stream) : reject(error)));
  });
}

async function collect(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
