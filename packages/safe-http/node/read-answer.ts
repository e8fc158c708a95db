/** An answer read to its end or to a number of bytes, whichever comes first. */
import type { IncomingMessage } from 'node:http';
import { ExchangeError } from './exchange-error.ts';

export type ReadAnswer = { status: number; headers: Record<string, string>; body: Uint8Array; truncated: boolean };

/** Never holds more than `maxBytes` and one chunk. @throws ExchangeError where the body breaks off before its end */
export async function readAnswer(answer: IncomingMessage, maxBytes: number): Promise<ReadAnswer> {
  const chunks: Uint8Array[] = [];
  let left = maxBytes;
  let truncated = false;
  try {
    for await (const chunk of answer) {
      chunks.push(chunk.subarray(0, left));
      truncated = chunk.length > left;
      left -= Math.min(chunk.length, left);
      // Leaving the loop destroys the connection.
      if (truncated) break;
    }
  } catch (error) {
    throw new ExchangeError('bad_answer', error);
  }
  return { status: answer.statusCode ?? 0, headers: headersOf(answer), body: Buffer.concat(chunks), truncated };
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}
