/** A text from outside on one line: no line breaks, no control characters, nothing that turns the writing direction round. */

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function oneLine(text: string): string {
  return text.replace(DIRECTIONS, '').replace(CONTROLS, ' ').trim();
}
