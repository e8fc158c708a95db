/** Makes one change in a file, and looks whether it is that change and nothing else. */
import { isDeepStrictEqual } from 'node:util';
import type * as t from '@babel/types';
import type { UxSection } from '@valine/settings';
import { applyEdit, type Edit } from './jsx/edit.ts';
import { type Place, refused } from './places/place.ts';
import { placeOf } from './places/place-of.ts';
import { readSiteFile, type SiteFile } from './site-file.ts';
import { countDifferences } from './tree/compare-trees.ts';
import type { UxChange } from './ux-intent.ts';

/** `from` is undefined where nothing was said before. */
export type MadeChange = { change: UxChange; from: string | undefined; edit: Edit };

/** `made` is undefined where it was so already. */
export type Changed = { file: SiteFile; made: MadeChange | undefined } | { problem: string };

/** `index`: of the element among all of the file, which no change alters. */
export async function makeChange(
  file: SiteFile,
  section: UxSection,
  change: UxChange,
  index: number,
): Promise<Changed> {
  const place = placeIn(file, section, change, index);
  if (place.kind === 'already') return { file, made: undefined };
  if (place.kind === 'refused') return { problem: `${change.property}: ${place.problem}` };
  const { edit, from } = place;
  const edited = await readSiteFile(applyEdit(file.source, edit), section.file);
  // The new file is parsed once more: no change may leave a broken file, not even one that nobody thought of.
  const isMeant =
    'tree' in edited && isOnlyOne(file.tree, edited.tree) && placeIn(edited, section, change, index).kind === 'already';
  if (isMeant) return { file: edited, made: { change, from, edit } };
  return { problem: `${change.property}: it cannot be written there without changing more. Change it by hand.` };
}

function placeIn({ source, elements, quotes }: SiteFile, section: UxSection, change: UxChange, index: number): Place {
  const element = elements[index]?.element;
  return element === undefined ? refused('It is gone.') : placeOf({ source, element, section, change, quotes });
}

function isOnlyOne(before: t.File, after: t.File): boolean {
  const comments = ({ comments }: t.File) => comments?.map(({ value }) => value);
  return countDifferences(before.program, after.program) === 1 && isDeepStrictEqual(comments(before), comments(after));
}
