/** Edits the source of a file so that a section is what is asked: each change in one place, and nothing else. */
import type { UxSection } from '@valine/settings';
import { candidatesOf, findElement } from './find-element.ts';
import { type MadeChange, makeChange } from './make-change.ts';
import { readSiteFile, type SiteFile } from './site-file.ts';
import { lineAt, rangeOf } from './tree/nodes.ts';
import type { UxIntent, UxProperty } from './ux-intent.ts';
import { checkChange } from './values/check-intent.ts';

/** `from` is undefined where nothing was said before. `line`: in the edited file, from 1. */
export type EditedProperty = { property: UxProperty; from: string | undefined; to: string; line: number };

export type EditedSection =
  | { ok: true; edited: string; changes: EditedProperty[] }
  | {
      ok: false;
      reason: 'section_not_found' | 'section_ambiguous' | 'not_editable' | 'not_parsable' | 'nothing_to_change';
      /** In sentences, with what to do. It quotes the file. */
      problem: string;
      /** What was seen, such as `line 12: <h1> in Header "Welcome"`. It quotes the file. */
      candidates: string[];
    };

type Refused = Extract<EditedSection, { ok: false }>;

/** Where one change cannot be made, none is; those that are so already are left out. */
export async function editSection(source: string, section: UxSection, intent: UxIntent): Promise<EditedSection> {
  try {
    return await edit(source, section, intent);
  } catch (error) {
    // The stack ends before a tree does that nobody has written.
    if (!(error instanceof RangeError)) throw error;
    return refusal('not_parsable', `${section.file} is nested too deeply. Change it by hand.`);
  }
}

async function edit(source: string, section: UxSection, { changes }: UxIntent): Promise<EditedSection> {
  const wrong = changes.map((change) => checkChange(change, section)).find((problem) => problem !== undefined);
  if (wrong !== undefined) return refusal('not_editable', wrong);
  let file = await readSiteFile(source, section.file);
  if ('problem' in file) return refusal('not_parsable', file.problem);
  const found = findElement(file.elements, section, source);
  if (!found.ok) return found;
  const made: MadeChange[] = [];
  for (const change of changes) {
    const next = await makeChange(file, section, change, found.index);
    if ('problem' in next) return refusal('not_editable', next.problem, around(file, found.index));
    if (next.made !== undefined) made.push(next.made);
    file = next.file;
  }
  if (made.length === 0) return refusal('nothing_to_change', 'It is so already: nothing would change.');
  const edited = file.source;
  return { ok: true, edited, changes: made.map((one, index) => editedProperty(edited, one, made.slice(index + 1))) };
}

/** The element, and those in it: one of them may be meant. */
function around({ elements, source }: SiteFile, index: number): string[] {
  const element = elements[index]?.element;
  const end = element === undefined ? source.length : rangeOf(element).end;
  return candidatesOf(elements.slice(index).filter((one) => rangeOf(one.element).start < end));
}

/** `later`: the changes after it, which may have moved it. */
function editedProperty(
  edited: string,
  { change, from, edit }: MadeChange,
  later: readonly MadeChange[],
): EditedProperty {
  const start = edit.start + edit.text.length - edit.text.trimStart().length;
  const moved = (at: number, { edit }: MadeChange) =>
    edit.start < at ? at + edit.text.length - (edit.end - edit.start) : at;
  return { property: change.property, from, to: change.value, line: lineAt(edited, later.reduce(moved, start)) };
}

function refusal(reason: Refused['reason'], problem: string, candidates: string[] = []): Refused {
  return { ok: false, reason, problem, candidates };
}
