/** Where Markdown must not be cut (links, mentions), and where a cut must be closed (code, bold). */

export type Span = {
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
export function findSpans(text: string): Span[] {
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
