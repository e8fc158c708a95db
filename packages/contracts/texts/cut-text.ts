/** The one way to cut a text that people read: no grapheme is halved, and words stay whole where that costs little. */

const ELLIPSIS = '…';
/** How far a cut goes back for the end of a word: at most this many units, and at most this part of the text. */
const WORD_REACH = 40;
const WORD_REACH_PART = 1 / 4;

/** Made at the first cut: most functions never cut anything. */
let graphemes: Intl.Segmenter | undefined;

/** At most `most` UTF-16 units, the `…` of a text that was cut among them. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  return most < 1 ? '' : text.slice(0, placeToCut(text, most - 1)).trimEnd() + ELLIPSIS;
}

/** The last place up to `place` (UTF-16 units) where the text may be cut. */
export function placeToCut(text: string, place: number): number {
  const start = graphemeStart(text, place);
  if (/\s/.test(text.charAt(start))) return start;
  const from = start - Math.min(WORD_REACH, Math.floor(start * WORD_REACH_PART));
  const gap = text.slice(from, start).search(/\s\S*$/);
  return gap < 0 ? start : from + gap;
}

/** Reads no further than the character at `place`, however long the text is. */
function graphemeStart(text: string, place: number): number {
  if (place >= text.length) return text.length;
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return graphemes.segment(text.slice(0, place + 2)).containing(place)?.index ?? place;
}

/** The rest of a long text is never read: it would be cut off anyway. */
const READ_FACTOR = 8;
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\s]+/gu;

/** A text from outside on one line, and at most `most` UTF-16 units of it. */
export function cutLine(text: string, most: number): string {
  const line = text.slice(0, most * READ_FACTOR).replace(CONTROLS, ' ');
  return cutText(line.trim(), most);
}
