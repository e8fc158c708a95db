/** Reads `section:<name> <property>:<value> …`, and says of anything else what was expected where. */
import { UX_PROPERTIES, type UxChange, type UxIntent } from '../ux-intent.ts';
import { type Cursor, expected, type Misread, quoted, skipSpaces, take, wrong } from './cursor.ts';
import { nearest } from './nearest.ts';
import { readValue } from './read-value.ts';

export type ParsedUxCommand = { ok: true; intent: UxIntent } | { ok: false; problem: string };

const KEY = /^([\p{L}\p{N}_-]+)\s*:/u;
const PROPERTY = `a property with its value (${UX_PROPERTIES.map((name) => `${name}:`).join(', ')})`;

/** `sections`: the names there are, in lower case. The values are read here, and judged by `checkIntent`. */
export function parseUxCommand(text: string, sections: readonly string[]): ParsedUxCommand {
  const cursor: Cursor = { text, at: 0 };
  const section = readSection(cursor, sections);
  if (typeof section !== 'string') return { ok: false, ...section };
  const changes = readChanges(cursor);
  return Array.isArray(changes) ? { ok: true, intent: { section, changes } } : { ok: false, ...changes };
}

function readSection(cursor: Cursor, sections: readonly string[]): string | Misread {
  skipSpaces(cursor);
  const begin = cursor.at;
  if (take(cursor, KEY)?.[1]?.toLowerCase() !== 'section') {
    return expected(cursor, 'section: with the name of a section', begin);
  }
  skipSpaces(cursor);
  const start = cursor.at;
  const name = take(cursor, /^\S+/)?.[0];
  if (name === undefined) return expected(cursor, `the name of a section${knownText(sections)}`, start);
  const known = sections.find((section) => section === name.toLowerCase());
  return (
    known ??
    wrong(cursor, `there is no section ${quoted(name)}${meantText(name, sections)}${knownText(sections)}`, start)
  );
}

function readChanges(cursor: Cursor): UxChange[] | Misread {
  const changes: UxChange[] = [];
  for (skipSpaces(cursor); cursor.at < cursor.text.length; skipSpaces(cursor)) {
    const change = readChange(cursor, changes);
    if ('problem' in change) return change;
    changes.push(change);
  }
  return changes.length > 0 ? changes : expected(cursor, PROPERTY, cursor.at);
}

function readChange(cursor: Cursor, earlier: readonly UxChange[]): UxChange | Misread {
  const start = cursor.at;
  const key = take(cursor, KEY)?.[1];
  if (key === undefined) return expected(cursor, propertyExpected(earlier), start);
  const property = UX_PROPERTIES.find((known) => known === key.toLowerCase());
  if (property === undefined) return wrong(cursor, unknownProperty(key), start);
  if (earlier.some((change) => change.property === property)) return wrong(cursor, `${property} comes twice`, start);
  const value = readValue(cursor, property);
  return typeof value === 'string' ? { property, value } : value;
}

/** What follows a value without quotes is most often the rest of it. */
function propertyExpected(earlier: readonly UxChange[]): string {
  const last = earlier.at(-1);
  return last === undefined ? PROPERTY : `another property (a ${last.property} of several words goes in quotes)`;
}

function unknownProperty(key: string): string {
  return `there is no property ${quoted(key)}${meantText(key, UX_PROPERTIES)} (there are ${UX_PROPERTIES.join(', ')})`;
}

function meantText(name: string, names: readonly string[]): string {
  const near = nearest(name, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

function knownText(sections: readonly string[]): string {
  return sections.length === 0 ? ' (none is configured: see UX_SECTIONS)' : ` (there are ${sections.join(', ')})`;
}
