/** Where a property of an element stands, and the edit that would make it what is asked. */
import type * as t from '@babel/types';
import type { UxSection } from '@valine/settings';
import type { Edit } from '../jsx/edit.ts';
import type { Quotes } from '../jsx/quotes.ts';
import { shortText } from '../tree/short-text.ts';
import type { UxChange } from '../ux-intent.ts';

export type Place =
  /** `from`: what is there, undefined where nothing is. */
  { kind: 'edit'; from: string | undefined; edit: Edit } | { kind: 'already' } | { kind: 'refused'; problem: string };

export type PlaceRequest = {
  source: string;
  element: t.JSXElement;
  section: UxSection;
  change: UxChange;
  /** How strings are written in this file. */
  quotes: Quotes;
};

/** `shown`: what stands in the file. */
export function computedText(shown: string): string {
  return `It is computed: ${shown} stands there. Change it where it comes from.`;
}

export function refused(problem: string): Place {
  return { kind: 'refused', problem };
}

/** What stands there in the source, cut: for a refusal. */
export function shownSource(source: string, { start, end }: { start: number; end: number }): string {
  return shortText(source.slice(start, end).replace(/\s+/g, ' ').trim(), 40);
}
