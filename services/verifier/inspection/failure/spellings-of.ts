/** How a value is found again in a text: as it is, in a URL, in JSON, and in base64. */

/** Shorter pieces of base64 stand in ordinary words. */
const SHORTEST_BASE64 = 8;

/** Itself among them. */
export function spellingsOf(value: string): string[] {
  const whole = value.toWellFormed();
  const inUrls = [encodeURIComponent(whole), new URLSearchParams({ '': whole }).toString().slice(1)];
  const inJson = JSON.stringify(whole).slice(1, -1);
  const inBase64 = [0, 1, 2].flatMap((before) => base64Of(whole, before));
  return [...new Set([value, ...inUrls, inJson, ...inBase64])];
}

/**
 * In both alphabets. Base64 goes by three bytes: how a value looks depends on how many stand `before` it, as a user name
 * does. Characters that hold bits of what is around it are left out.
 */
function base64Of(value: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
  const encoded = bytes.toString('base64');
  const first = Math.ceil((before * 8) / 6);
  const inside = encoded.slice(first, Math.floor((bytes.byteLength * 8) / 6));
  const whole = before === 0 ? [encoded.replace(/=+$/, ''), encoded] : [];
  const found = [inside, ...whole].filter(({ length }) => length >= SHORTEST_BASE64);
  return found.flatMap((each) => [each, each.replaceAll('+', '-').replaceAll('/', '_')]);
}
