/** Cuts a text at a place where it may be cut, and closes what the cut leaves open. */
import { cutText, placeToCut } from '@valine/contracts';

const ELLIPSIS = '…';

/** A plain text (title, label), on one line. */
export function cutPlain(text: string, limit: number): string {
  return cutText(text.replace(/\s+/g, ' ').trim(), limit);
}

/** The text up to `place` with its open spans closed. */
function closeAt(text: string, place: number): string {
  const spans = findSpans(text);
  const at = outOfSpans(spans, place);
  return text.slice(0, at).trimEnd() + closersAt(spans, at);
}

/**
 * The text, at most `limit` UTF-16 units long: no grapheme and no link is halved, code and emphasis are closed.
 * `tail` stands behind the cut, outside of everything.
 */
function cutMarkdown(text: string, limit: number, tail: string): string {
  const spans = findSpans(text);
  let place = Math.min(limit - tail.length, text.length);
  while (place > 0) {
    const at = outOfSpans(spans, placeToCut(text, place));
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

type Span = {
  /** First unit of what opens it. */
  start: number;
  /** First unit behind what opens it; a span cut at or before this is left out whole. */
  inside: number;
  /** First unit of what closes it. */
  close: number;
  /** First unit behind it. */
  end: number;
  /** What closes it when it is cut inside; undefined where it cannot be cut. */
  closer: string | undefined;
};

/** A fence without an end reaches to the end of the text. */
const FENCE = /```(?:[\w+.#-]*\n)?([\s\S]*?)(```|$)/g;
/** Escapes are matched so that nothing begins with them. Order matters: code before emphasis, the long before the short. */
const INLINE = new RegExp(
  [
    String.raw`\\[\s\S]`,
    '(?<code>(?<ticks>`{1,2})(?!`)[^`\\n]+\\k<ticks>(?!`))',
    String.raw`(?<atom>\[[^\]\n]{0,500}\]\([^)\n]{0,2000}\)|<[^<>\s]{1,100}>|https?:\/\/[^\s<>)]+)`,
    String.raw`(?<bold>(?<mark>\*\*|__|~~|\|\|)(?!\s)(?:(?!\k<mark>)[\s\S])+?\k<mark>)`,
    String.raw`(?<italic>(?<sign>[*_])(?![\s*_])[^*_\n]+\k<sign>)`,
  ].join('|'),
  'g',
);

/** The outermost come first; nested ones follow the one they stand in. */
function findSpans(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(FENCE)) {
    spans.push(...inlineSpans(text.slice(from, match.index), from), fenceSpan(match));
    from = match.index + match[0].length;
  }
  return [...spans, ...inlineSpans(text.slice(from), from)];
}

function fenceSpan({ index, 0: whole, 1: body = '', 2: closing = '' }: RegExpExecArray): Span {
  const end = index + whole.length;
  const close = end - closing.length;
  return { start: index, inside: close - body.length, close, end, closer: '\n```' };
}

function inlineSpans(text: string, offset: number): Span[] {
  return [...text.matchAll(INLINE)].flatMap((match) => {
    const start = offset + match.index;
    const end = start + match[0].length;
    const { atom, code, ticks, mark, sign } = match.groups ?? {};
    if (atom !== undefined) return [{ start, inside: start, close: start, end, closer: undefined }];
    const closer = ticks ?? mark ?? sign;
    if (closer === undefined) return [];
    const span = { start, inside: start + closer.length, close: end - closer.length, end, closer };
    if (code !== undefined) return [span];
    return [span, ...inlineSpans(text.slice(span.inside - offset, span.close - offset), span.inside)];
  });
}

/** An entry longer than this part of the limit is worth showing in part. */
const OVERLONG_PART = 1 / 4;
/** How many limits of text are looked at, for the ends of what stands open at the cut. */
const NEAR = 16;

/** The entries on lines of their own, at most `limit` UTF-16 units, the missing ones counted. */
export function cutLines(entries: readonly string[], limit: number): string {
  if (countWithin(entries, limit) === entries.length) {
    const text = entries.join('\n');
    // Nothing but a fence can be open at the end.
    const whole = text + closersAt([...text.matchAll(FENCE)].map(fenceSpan), text.length);
    if (whole.length <= limit) return whole;
  }
  const near = entries.slice(0, countWithin(entries, NEAR * limit) + 1).map((entry) => entry.slice(0, NEAR * limit));
  const kept = countKept(entries, near, limit);
  const next = near[kept];
  if (next !== undefined && (kept === 0 || next.length > limit * OVERLONG_PART))
    return cutMarkdown(near.slice(0, kept + 1).join('\n'), limit, missingMessage(entries.slice(kept + 1)));
  return closeAt(near.join('\n'), near.slice(0, kept).join('\n').length) + missingMessage(entries.slice(kept));
}

/** How many entries can stand whole before the line that counts the others. */
function countKept(entries: readonly string[], near: readonly string[], limit: number): number {
  const text = near.join('\n');
  let kept = Math.min(countWithin(near, limit), entries.length - 1);
  while (kept > 0) {
    const start = near.slice(0, kept).join('\n');
    if (closeAt(text, start.length).length + missingMessage(entries.slice(kept)).length <= limit) return kept;
    kept -= 1;
  }
  return 0;
}

function countWithin(entries: readonly string[], limit: number): number {
  let length = 0;
  const first = entries.findIndex((entry) => {
    length += entry.length + 1;
    return length - 1 > limit;
  });
  return first < 0 ? entries.length : first;
}

/** Blank lines and the ends of fences are nothing that anybody misses. */
function missingMessage(missing: readonly string[]): string {
  const count = missing.filter((entry) => !/^\s*(?:```)?\s*$/.test(entry)).length;
  return count === 0 ? '' : `\n… and ${count} more`;
}
