/** Texts from outside, on one line and no longer than there is room for. */
import { cutText } from '@valine/contracts';

/** The rest of a long text is never read: it would be cut off anyway. */
const READ_FACTOR = 8;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/** `most`: UTF-16 units, the `…` for what was cut off among them. */
export function cutLine(text: string, most: number): string {
  const line = text.slice(0, most * READ_FACTOR).replace(CONTROLS, ' ');
  return cutText(line.trim(), most);
}
