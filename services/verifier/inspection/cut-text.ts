/** A text from outside on one line, and no longer than it may be. */

/** More is never looked at: what follows is cut off anyway. */
const LOOKED_AT = 8;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/** `most`: characters, the `…` for what was cut off among them. */
export function cutText(text: string, most: number): string {
  const line = text
    .slice(0, most * LOOKED_AT)
    .replace(CONTROLS, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}
