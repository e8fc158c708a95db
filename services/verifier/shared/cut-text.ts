/** Texts from outside, no longer than there is room for. */

/** The rest of a long text is never read: it would be cut off anyway. */
const READ_FACTOR = 8;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/** On one line. `most`: characters, the `…` for what was cut off among them. */
export function cutText(text: string, most: number): string {
  const line = text
    .slice(0, most * READ_FACTOR)
    .replace(CONTROLS, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : line;
}

/** A name as it is, white space included. `most`: UTF-16 units, as the fields of a record are bounded. */
export function cutName(name: string, most: number): string {
  return name.length > most ? `${name.slice(0, most - 1).toWellFormed()}…` : name;
}
