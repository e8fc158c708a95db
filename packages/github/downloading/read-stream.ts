/** Reads a body as it comes, keeping no more of it than a limit. */

type Body = ReadableStream<Uint8Array> | null;

/** The whole; undefined once it is longer than `maxBytes`, and then no more of it is taken. */
export async function readUpTo(body: Body, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The last `maxBytes`; `cut` tells whether there was more before them. */
export async function readTail(body: Body, maxBytes: number): Promise<{ bytes: Uint8Array; cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let [kept, total] = [0, 0];
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    kept += chunk.byteLength;
    total += chunk.byteLength;
    while (chunks[0] !== undefined && kept - chunks[0].byteLength >= maxBytes) kept -= chunks.shift()?.byteLength ?? 0;
  }
  return { bytes: Buffer.concat(chunks).subarray(Math.max(0, kept - maxBytes)), cut: total > maxBytes };
}
