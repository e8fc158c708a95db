/** Cuts a text at a place where it may be cut, and closes what the cut leaves open. */
import { findSpans, type Span } from './markdown-spans.ts';

const ELLIPSIS = '…';
/** How far a cut goes back for the end of a word. */
const WORD_REACH = 40;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The text, at most `limit` UTF-16 units long: no grapheme and no link is halved, code and emphasis are closed.
 * `tail` stands behind the cut, outside of everything. Texts that fit stay as they are, an open fence apart.
 */
export function cutMarkdown(text: string, limit: number, tail = '', always = false): string {
  const spans = findSpans(text);
  const whole = text + closersAt(spans, text.length) + tail;
  if (whole.length <= limit && !always) return whole;
  return cutFrom(text, spans, limit - tail.length, limit, tail);
}

/** A plain text (title, label), on one line. */
export function cutPlain(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  return line.slice(0, graphemeStart(line, limit - 1)).trimEnd() + ELLIPSIS;
}

/** The text up to `place` with its open spans closed. */
export function closeAt(text: string, place: number): string {
  const spans = findSpans(text);
  const at = outOfSpans(spans, place);
  return text.slice(0, at).trimEnd() + closersAt(spans, at);
}

function cutFrom(text: string, spans: readonly Span[], from: number, limit: number, tail: string): string {
  let place = Math.min(from, text.length);
  while (place > 0) {
    const at = outOfSpans(spans, wordEnd(text, graphemeStart(text, place)));
    const cut = text.slice(0, at).trimEnd() + ELLIPSIS + closersAt(spans, at) + tail;
    if (cut.length <= limit) return cut;
    place = Math.min(at, place - (cut.length - limit));
  }
  return (ELLIPSIS + tail).slice(0, limit);
}

/** Back to the start of a span that cannot be cut there. */
function outOfSpans(spans: readonly Span[], place: number): number {
  const hit = spans.find(
    ({ start, inside, end, close, closer }) =>
      start < place && place < end && (closer === undefined || place <= inside || place > close),
  );
  return hit === undefined
    ? place
    : outOfSpans(spans, hit.closer !== undefined && place > hit.close ? hit.close : hit.start);
}

/** What closes the spans that are open at a place; a fence without an end is open at the end. */
function closersAt(spans: readonly Span[], place: number): string {
  return spans
    .filter(({ inside, end, close }) => (inside < place && place < end) || (close === end && place === end))
    .map(({ closer = '' }) => closer)
    .reverse()
    .join('');
}

function graphemeStart(text: string, place: number): number {
  if (place >= text.length) return text.length;
  return graphemes.segment(text).containing(place)?.index ?? place;
}

function wordEnd(text: string, place: number): number {
  if (/\s/.test(text.charAt(place))) return place;
  const gap = text.slice(Math.max(0, place - WORD_REACH), place).search(/\s\S*$/);
  return gap < 0 ? place : Math.max(0, place - WORD_REACH) + gap;
}
