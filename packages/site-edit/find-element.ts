/** Which element of a file a section names: one, or a refusal that tells what was seen. */
import type { UxSection } from '@valine/settings';
import { findAttribute } from './jsx/attributes.ts';
import { literalOf } from './jsx/literal.ts';
import { elementText, type SeenElement } from './tree/elements.ts';

export type FoundElement =
  | { ok: true; index: number }
  | { ok: false; reason: 'section_not_found' | 'section_ambiguous'; problem: string; candidates: string[] };

/** More than these are counted. */
const SHOWN = 10;

/** `index`: among all elements of the file. */
export function findElement(elements: readonly SeenElement[], section: UxSection, source: string): FoundElement {
  const { nth } = section;
  const fitting = elements.filter((seen) => fits(seen, section, source));
  const [only] = nth === undefined ? fitting : fitting.slice(nth - 1);
  if (only === undefined) return notFound(elements, fitting, section);
  if (nth !== undefined || fitting.length === 1) return { ok: true, index: elements.indexOf(only) };
  const problem = `${fitting.length} places fit ${whereText(section)}. Say in UX_SECTIONS which one, with component, attribute or nth.`;
  return { ok: false, reason: 'section_ambiguous', problem, candidates: candidatesOf(fitting) };
}

function notFound(elements: readonly SeenElement[], fitting: readonly SeenElement[], section: UxSection): FoundElement {
  const alike = elements.filter(({ tag }) => tag === section.element);
  const near = elements.filter(({ within }) => within.includes(section.component ?? ''));
  const shown = [fitting, alike, near, elements].find((list) => list.length > 0) ?? [];
  const problem = `Nothing in ${section.file} fits ${whereText(section)}. Correct the section in UX_SECTIONS.`;
  return { ok: false, reason: 'section_not_found', problem, candidates: candidatesOf(shown) };
}

function fits({ element, tag, within }: SeenElement, section: UxSection, source: string): boolean {
  if (section.element !== undefined && section.element !== tag) return false;
  if (section.component !== undefined && !within.includes(section.component)) return false;
  return section.attribute === undefined || hasAttribute(element.openingElement, section.attribute, source);
}

function hasAttribute(opening: SeenElement['element']['openingElement'], wanted: string, source: string): boolean {
  const equals = wanted.indexOf('=');
  const name = equals === -1 ? wanted : wanted.slice(0, equals);
  const [attribute] = findAttribute(opening, name);
  if (attribute === undefined || equals === -1) return attribute !== undefined;
  return attribute.value != null && literalOf(attribute.value, source)?.value === wanted.slice(equals + 1);
}

/** `<h1> in Header with data-section=top, the 2nd`. */
function whereText({ element, component, attribute, nth }: UxSection): string {
  const tag = element === undefined ? 'an element' : `<${element}>`;
  const parts = [
    component === undefined ? '' : ` in ${component}`,
    attribute === undefined ? '' : ` with ${attribute}`,
    nth === undefined ? '' : `, number ${nth}`,
  ];
  return `${tag}${parts.join('')}`;
}

/** The first of them, as they are shown. */
export function candidatesOf(elements: readonly SeenElement[]): string[] {
  const rest = elements.length - SHOWN;
  return [...elements.slice(0, SHOWN).map(elementText), ...(rest > 0 ? [`and ${rest} more`] : [])];
}
