/** The body of an answer as text, also where a server compresses unasked. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { ProbeAnswer } from '@valine/safe-http';

const MAX_BYTES = 1024 * 1024;

const DECODERS: Readonly<Record<string, (body: Uint8Array) => Uint8Array>> = {
  '': (body) => body,
  identity: (body) => body,
  gzip: (body) => gunzipSync(body, { maxOutputLength: MAX_BYTES }),
  'x-gzip': (body) => gunzipSync(body, { maxOutputLength: MAX_BYTES }),
  deflate: (body) => inflateSync(body, { maxOutputLength: MAX_BYTES }),
  br: (body) => brotliDecompressSync(body, { maxOutputLength: MAX_BYTES }),
};

/** Undefined for what cannot be read: another encoding, a broken one, or one that unpacks to more than 1 MB. */
export function bodyText({ body, headers }: Pick<ProbeAnswer, 'body' | 'headers'>): string | undefined {
  const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
  const decode = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  try {
    return decode === undefined ? undefined : new TextDecoder().decode(decode(body));
  } catch {
    return undefined;
  }
}
