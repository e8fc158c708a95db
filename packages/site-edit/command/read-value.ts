/** Reads the value of a property: a word, or a text in quotes as keyboards and phones type them. */
import type { UxProperty } from '../ux-intent.ts';
import { type Cursor, expected, type Misread, quoted, skipSpaces, take, wrong } from './cursor.ts';

/** A text in straight quotes ends with the same; in typographic ones, with a closing one of any language. */
const STRAIGHT = { '"': /^(?:[^"\\]|\\[\s\S])*/, "'": /^(?:[^'\\]|\\[\s\S])*/ };
const TYPOGRAPHIC = /^(?:[^“”\\]|\\[\s\S])*/;

export function readValue(cursor: Cursor, property: UxProperty): string | Misread {
  skipSpaces(cursor);
  const start = cursor.at;
  const opening = take(cursor, /^["'“”„]/)?.[0];
  if (opening !== undefined) return readQuoted(cursor, property, opening, start);
  const word = take(cursor, /^\S+/)?.[0];
  if (word === undefined) return expected(cursor, `the value of ${property}`, start);
  if (!/["“”„]/.test(word)) return word;
  return wrong(
    cursor,
    `${quoted(word)} has a quote in it: the whole value goes in quotes, as in ${property}:"…"`,
    start,
  );
}

function readQuoted(cursor: Cursor, property: UxProperty, opening: string, start: number): string | Misread {
  const inside = opening === '"' || opening === "'" ? STRAIGHT[opening] : TYPOGRAPHIC;
  const from = cursor.at;
  const raw = take(cursor, inside)?.[0] ?? '';
  if (take(cursor, /^["'“”]/) === undefined)
    return wrong(cursor, `the ${property} that begins here has no closing quote`, start);
  // What follows at once belongs to the text most often, and the quote before it should have been escaped.
  if (/^\S/.test(cursor.text.slice(cursor.at))) {
    return expected(cursor, `a space after the closing quote (a quote within the text is written \\")`, cursor.at);
  }
  const strange = /\\[^"'“”„\\]/u.exec(raw.replaceAll('\\\\', '  '));
  if (strange !== null)
    return wrong(cursor, `${strange[0]} is no escape: there are \\" and \\\\`, from + strange.index);
  return raw.replace(/\\([\s\S])/gu, '$1');
}
