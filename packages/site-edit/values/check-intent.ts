/** Whether the changes are allowed: the same rules for a command and for the answer of a language model. */
import type { UxSection, UxSections } from '@valine/settings';
import { nearest } from '../command/nearest.ts';
import type { UxChange, UxIntent, UxProperty } from '../ux-intent.ts';
import { COLOR_NAMES, isColor } from './color.ts';
import { linkProblem } from './link.ts';
import { textProblem } from './text.ts';

/** What is wrong, in a sentence; undefined when nothing is. */
export function checkIntent({ section, changes }: UxIntent, sections: UxSections): string | undefined {
  const known = Object.hasOwn(sections, section) ? sections[section] : undefined;
  if (known === undefined) return unknownSection(section, Object.keys(sections));
  if (changes.length === 0) return 'There is nothing to change: give at least one property with its value.';
  const twice = changes.find(({ property }, index) => changes.findIndex((one) => one.property === property) < index);
  if (twice !== undefined) return `${twice.property} comes twice: give each property once.`;
  return changes.map((change) => checkChange(change, known)).find((problem) => problem !== undefined);
}

/** What is wrong with one value, in a sentence. */
export function checkChange({ property, value }: UxChange, section: UxSection): string | undefined {
  switch (property) {
    case 'text':
      return textProblem(value);
    case 'link':
      return linkProblem(value);
    case 'visible':
      return value === 'true' || value === 'false' ? undefined : 'visible is true or false.';
    case 'color':
    case 'background':
      return colorProblem(property, value, section);
  }
}

function colorProblem(
  property: UxProperty & ('color' | 'background'),
  value: string,
  section: UxSection,
): string | undefined {
  const how = section[property] ?? 'style';
  if (how !== 'style') {
    const names = Object.keys(how.classes);
    return names.includes(value) ? undefined : `${property} of this section is one of: ${names.join(', ')}.`;
  }
  if (isColor(value)) return undefined;
  const near = nearest(value, COLOR_NAMES);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `${property} is a name such as navy, hex digits such as #1a2b3c, or numbers in rgb() or hsl().${meant}`;
}

function unknownSection(name: string, names: readonly string[]): string {
  if (names.length === 0) return 'No section is configured: see UX_SECTIONS.';
  const near = nearest(name, names);
  const meant = near === undefined ? '' : ` Did you mean ${near}?`;
  return `There is no such section.${meant} There are: ${names.join(', ')}.`;
}
