import { describe, expect, it } from 'vitest';
import { readTail, readUpTo } from './read-stream.ts';

/** Counts what was taken of it. */
function streamOf(...chunks: string[]) {
  const left = chunks.map((chunk) => Buffer.from(chunk));
  const seen = { taken: 0, cancelled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = left.shift();
        if (chunk === undefined) return controller.close();
        seen.taken += 1;
        controller.enqueue(chunk);
      },
      cancel() {
        seen.cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, seen };
}

const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

describe('reading up to a limit', () => {
  it('gives the whole, up to the very limit', async () => {
    expect(textOf(await readUpTo(streamOf('abc', 'def').body, 6))).toBe('abcdef');
    expect(textOf(await readUpTo(null, 6))).toBe('');
  });

  it('takes no more once it is over the limit', async () => {
    const { body, seen } = streamOf('abc', 'def', 'ghi', 'jkl');
    expect(await readUpTo(body, 5)).toBeUndefined();
    expect(seen).toEqual({ taken: 2, cancelled: true });
  });
});

describe('reading the end', () => {
  it.each([
    [9, 'abcdefghi', false],
    [100, 'abcdefghi', false],
    [8, 'bcdefghi', true],
    [4, 'fghi', true],
    [1, 'i', true],
  ])('of the last %i bytes gives %s', async (maxBytes, tail, cut) => {
    const read = await readTail(streamOf('abc', 'd', 'efgh', 'i').body, maxBytes);
    expect({ tail: textOf(read.bytes), cut: read.cut }).toEqual({ tail, cut });
  });

  it('of nothing is nothing', async () => {
    expect(await readTail(null, 5)).toMatchObject({ cut: false });
  });
});
