/** The body of an answer as text, unpacked as browsers do, also where a server packs it unasked. */
import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib';
import type { ProbeAnswer } from '@valine/safe-http';
import { isBinary } from '@valine/workflows/judge-answer';

/**
 * `sound`: what browsers read. `named`: they read it though they do not know its coding. `unsure`: not every browser reads
 * the same. `broken`: none can unpack it.
 */
export type Coding = 'sound' | 'named' | 'unsure' | 'broken';
/** `text` is undefined where it cannot be read. */
export type Body = { text: string | undefined; coding: Coding; truncated: boolean };

type Packed = Pick<ProbeAnswer, 'body' | 'headers' | 'truncated'>;
type Unpack = (body: Uint8Array, truncated: boolean) => Uint8Array;

const maxOutputLength = 1024 * 1024;
/** More than a few of them are no accident, and each costs time. */
const MOST_CODINGS = 4;

/** The end of a body that was not read to its end is missing, which is not its fault. */
const zlib = (truncated: boolean) =>
  truncated ? { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH } : { maxOutputLength };
const gunzip: Unpack = (body, truncated) => gunzipSync(body, zlib(truncated));
/** Some servers leave the header out, and browsers put up with it. */
const inflate: Unpack = (body, truncated) =>
  ((body[0] ?? 0) & 0x0f) === 8 ? inflateSync(body, zlib(truncated)) : inflateRawSync(body, zlib(truncated));
const unbrotli: Unpack = (body, truncated) =>
  brotliDecompressSync(
    body,
    truncated ? { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH } : { maxOutputLength },
  );
const unzstd: Unpack = (body, truncated) =>
  zstdDecompressSync(body, truncated ? { maxOutputLength, finishFlush: constants.ZSTD_e_flush } : { maxOutputLength });

const CODINGS = new Map<string, Unpack>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['deflate', inflate],
  ['br', unbrotli],
  ['zstd', unzstd],
]);

export function readBody(answer: Packed): Body {
  const { truncated } = answer;
  const codings = codingsOf(answer);
  const known = codings.filter((coding) => CODINGS.has(coding));
  const raw = isBinary(textOf(answer.body)) ? undefined : textOf(answer.body);
  if (known.length === 0 && codings.length > 0)
    return { text: raw, coding: raw === undefined ? 'unsure' : 'named', truncated };
  const unpacked = known.length > MOST_CODINGS ? 'broken' : unpack(answer, known);
  if (unpacked === 'too_large') return { text: undefined, coding: 'sound', truncated: true };
  if (unpacked === 'broken' && isKnownToAll(codings)) return { text: undefined, coding: 'broken', truncated };
  if (unpacked === 'broken') return { text: raw, coding: 'unsure', truncated };
  const isStrange = codings.some((coding) => coding !== '' && !CODINGS.has(coding));
  return { text: textOf(unpacked), coding: isStrange ? 'unsure' : 'sound', truncated };
}

/** An empty one, as some servers send, stays in the list. */
function codingsOf({ headers }: Packed): string[] {
  const listed = headers['content-encoding']?.split(',').map((coding) => coding.trim().toLowerCase()) ?? [];
  return listed.filter((coding) => coding !== 'identity');
}

/** Browsers are only learning zstd, and differ where another one, known to nobody, stands beside. */
function isKnownToAll(codings: readonly string[]): boolean {
  return codings.every((coding) => CODINGS.has(coding) && coding !== 'zstd');
}

/** The coding that is named last was put on last. Nothing packed in any way is nothing. */
function unpack({ body, truncated }: Packed, codings: readonly string[]): Uint8Array | 'broken' | 'too_large' {
  if (body.byteLength === 0) return body;
  try {
    return codings.reduceRight((bytes, coding) => CODINGS.get(coding)?.(bytes, truncated) ?? bytes, body);
  } catch (error) {
    const isLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    return isLarge ? 'too_large' : 'broken';
  }
}

/** A byte order mark says how UTF-16 is written; without one it is UTF-8, which has its mark taken away. */
function textOf(bytes: Uint8Array): string {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const label = mark === '255 254' ? 'utf-16le' : mark === '254 255' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}
