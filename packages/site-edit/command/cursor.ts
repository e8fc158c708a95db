/** A place in the text of a command, and what is read from there on. */
import { shortText } from '../tree/short-text.ts';

export type Cursor = { readonly text: string; at: number };
export type Misread = { problem: string };

/** What a pattern that begins with `^` finds here, which is passed then; undefined where it finds nothing. */
export function take(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  const found = pattern.exec(cursor.text.slice(cursor.at));
  if (found === null) return undefined;
  cursor.at += found[0].length;
  return found;
}

export function skipSpaces(cursor: Cursor): void {
  take(cursor, /^\s+/);
}

/** Says what should have stood at an offset. */
export function expected({ text }: Cursor, what: string, offset: number): Misread {
  const [word = ''] = /^\S+/.exec(text.slice(offset)) ?? [];
  const found = word === '' ? 'the command ends there' : `${quoted(word)} stands there`;
  return wrong({ text, at: offset }, `${what} was expected, but ${found}`, offset);
}

/** Characters are counted as people see them, from 1. */
export function wrong({ text }: Cursor, what: string, offset: number): Misread {
  return { problem: `At character ${[...text.slice(0, offset)].length + 1}: ${what}.` };
}

/** The beginning of what somebody wrote. */
export function quoted(word: string): string {
  return `"${shortText(word, 30)}"`;
}
