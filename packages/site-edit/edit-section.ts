/** Edits the source of a file so that a section is what is asked: each change in one place, and nothing else. */
import { isDeepStrictEqual } from 'node:util';
import type * as t from '@babel/types';
import type { UxSection } from '@valine/settings';
import { candidatesOf, findElement } from './find-element.ts';
import { applyEdit, type Edit } from './jsx/edit.ts';
import { quotesOf } from './jsx/quotes.ts';
import { type Place, refused } from './places/place.ts';
import { placeOf } from './places/place-of.ts';
import { countDifferences } from './tree/compare-trees.ts';
import { elementsOf } from './tree/elements.ts';
import { lineAt, rangeOf } from './tree/nodes.ts';
import { parseTree } from './tree/parse-tree.ts';
import type { UxChange, UxIntent, UxProperty } from './ux-intent.ts';
import { checkChange } from './values/check-intent.ts';

/** `from` is undefined where nothing was said before. `line`: in the edited file, from 1. */
export type EditedProperty = { property: UxProperty; from: string | undefined; to: string; line: number };

export type EditedSection =
  | { ok: true; edited: string; changes: EditedProperty[] }
  | {
      ok: false;
      reason: 'section_not_found' | 'section_ambiguous' | 'not_editable' | 'not_parsable' | 'nothing_to_change';
      problem: string;
      candidates: string[];
    };

type Refused = Extract<EditedSection, { ok: false }>;
type Read = { source: string; tree: t.File };
/** What was changed, and the offset from which on. */
type Made = { read: Read; made: { change: UxChange; from: string | undefined; edit: Edit } | undefined };

/** Changes of which one cannot be made are refused as a whole; those that are so already are left out. */
export async function editSection(source: string, section: UxSection, intent: UxIntent): Promise<EditedSection> {
  const parsed = await parseTree(source, section.file);
  if (!parsed.ok) return refusal('not_parsable', parsed.problem);
  const found = findElement(elementsOf(parsed.tree, source), section, source);
  if (!found.ok) return found;
  let read: Read = { source, tree: parsed.tree };
  const made: NonNullable<Made['made']>[] = [];
  for (const change of intent.changes) {
    const next = await makeChange(read, section, change, found.index);
    if ('ok' in next) return next;
    if (next.made !== undefined) made.push(next.made);
    read = next.read;
  }
  if (made.length === 0) return refusal('nothing_to_change', 'The section is already as asked.');
  return { ok: true, edited: read.source, changes: made.map((_, index) => editedProperty(read.source, made, index)) };
}

/** `index`: of the element among all of the file, which no change alters. */
async function makeChange(read: Read, section: UxSection, change: UxChange, index: number): Promise<Made | Refused> {
  const { source, tree } = read;
  const wrong = checkChange(change, section);
  if (wrong !== undefined) return refusal('not_editable', wrong);
  const place = placeIn(read, section, change, index);
  if (place.kind === 'already') return { read, made: undefined };
  if (place.kind === 'refused')
    return refusal('not_editable', `${change.property}: ${place.problem}`, around(read, index));
  const { edit, from } = place;
  const edited = applyEdit(source, edit);
  const parsed = await parseTree(edited, section.file);
  const next = parsed.ok ? { source: edited, tree: parsed.tree } : undefined;
  // No doubt of a place may end in a broken file: what is written is read again.
  if (next === undefined || !isOnlyThat(tree, next.tree) || placeIn(next, section, change, index).kind !== 'already') {
    return refusal(
      'not_editable',
      `${change.property}: it cannot be written there without changing more.`,
      around(read, index),
    );
  }
  return { read: next, made: { change, from, edit } };
}

function placeIn({ source, tree }: Read, section: UxSection, change: UxChange, index: number): Place {
  const element = elementsOf(tree, source)[index]?.element;
  if (element === undefined) return refused('The element is gone.');
  return placeOf({ source, element, section, change, quotes: quotesOf(tree, source) });
}

function isOnlyThat(before: t.File, after: t.File): boolean {
  const comments = ({ comments }: t.File) => (comments ?? []).map(({ value }) => value);
  return countDifferences(before.program, after.program) === 1 && isDeepStrictEqual(comments(before), comments(after));
}

/** The element, and those in it: one of them may be meant. */
function around({ source, tree }: Read, index: number): string[] {
  const all = elementsOf(tree, source);
  const { end } = rangeOf(all[index]?.element ?? tree.program);
  return candidatesOf(all.slice(index).filter(({ element }) => rangeOf(element).start < end));
}

function editedProperty(
  edited: string,
  made: readonly NonNullable<Made['made']>[],
  index: number,
): EditedProperty | never {
  const [one, ...later] = made.slice(index);
  if (one === undefined) throw new RangeError(`There is no change ${index}.`);
  const start = one.edit.start + (/^\s*/.exec(one.edit.text)?.[0].length ?? 0);
  const offset = later.reduce(
    (at, { edit }) => (edit.start < at ? at + edit.text.length - (edit.end - edit.start) : at),
    start,
  );
  return { property: one.change.property, from: one.from, to: one.change.value, line: lineAt(edited, offset) };
}

function refusal(reason: Refused['reason'], problem: string, candidates: string[] = []): Refused {
  return { ok: false, reason, problem, candidates };
}
