/** Breaks lines between words where the terminal would break them within one. */

const ESCAPE = '\u001b';
const BELL = '\u0007';
const COLOUR = `${ESCAPE}\\[[\\d;]*m`;
/** Colours, and the addresses of links: nobody sees them. */
const UNSEEN = new RegExp(`${COLOUR}|${ESCAPE}\\]8;;[^${BELL}]*${BELL}`, 'g');
const WIDE =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;
/** What each line of a card, or of something indented, begins with. */
const BEGIN = new RegExp(`^ *(?:(?:${COLOUR})?[│┃](?:${COLOUR})? )?`);
/** A first column, as in `!help`. */
const COLUMN = /^\S.*?\S {2,}(?=\S)/;

const GRAPHEMES = new Intl.Segmenter();

/** `columns`: the terminal's width. A word that is wider stays whole. */
export function wrapText(text: string, columns: number): string {
  return text
    .split('\n')
    .map((line) => (widthOf(line) <= columns ? line : wrapLine(line, columns)))
    .join('\n');
}

function wrapLine(line: string, columns: number): string {
  const begin = BEGIN.exec(line)?.[0] ?? '';
  const [first, hanging] = [begin, begin + ' '.repeat(columnOf(line, columns))];
  const lines: string[] = [];
  let current: string | undefined;
  for (const word of line.slice(begin.length).split(' ')) {
    const longer: string = current === undefined ? first + word : `${current} ${word}`;
    if (current !== undefined && widthOf(longer) > columns) {
      lines.push(current.trimEnd());
      current = hanging + word;
    } else current = longer;
  }
  return [...lines, current ?? ''].join('\n');
}

/** Where the second column begins, if enough is left beside it. */
function columnOf(line: string, columns: number): number {
  const width = widthOf(COLUMN.exec(line)?.[0] ?? '');
  return width <= columns * 0.6 ? width : 0;
}

/** In columns of the terminal. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text.replaceAll(UNSEEN, ''))) width += WIDE.test(segment) ? 2 : 1;
  return width;
}
