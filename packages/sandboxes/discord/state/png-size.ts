/** How large a PNG is, from its first bytes. */
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Nothing for other files. */
export function pngSize(bytes: Uint8Array): { width: number; height: number } | Record<never, never> {
  const file = Buffer.from(bytes);
  if (file.length < 24 || !file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return {};
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}
