/** A class among those of an element. */
import { addAttribute, doubtOf, findAttribute, hasSpread } from '../jsx/attributes.ts';
import type { Edit } from '../jsx/edit.ts';
import { literalOf } from '../jsx/literal.ts';
import { type Range, rangeOf } from '../tree/nodes.ts';
import { computedText, type Place, type PlaceRequest, refused, shownSource } from './place.ts';

/** `classes`: class by the value that is asked for. */
export function classPlace(asked: PlaceRequest, classes: Readonly<Record<string, string>>): Place {
  const list = classListOf(asked);
  if ('problem' in list) return refused(list.problem);
  const present = list.words.filter(({ text }) => Object.values(classes).includes(text));
  if (present.length > 1)
    return refused(
      `It has ${present.length} of its classes: ${present.map(({ text }) => text).join(', ')}. Leave one of them.`,
    );
  const [word] = present;
  const wanted = classes[asked.change.value] ?? '';
  if (word?.text === wanted) return { kind: 'already' };
  if (word === undefined) return { kind: 'edit', from: undefined, edit: added(asked, list, wanted) };
  const from = Object.keys(classes).find((value) => classes[value] === word.text);
  return { kind: 'edit', from, edit: { start: word.start, end: word.end, text: wanted } };
}

/** Hidden by a class. */
export function hiddenClassPlace(asked: PlaceRequest, name: string): Place {
  const list = classListOf(asked);
  if ('problem' in list) return refused(list.problem);
  const [word, ...others] = list.words.filter(({ text }) => text === name);
  if (others.length > 0) return refused(`It has the class ${name} ${others.length + 1} times. Leave one of them.`);
  const hide = asked.change.value === 'false';
  if (hide === (word !== undefined)) return { kind: 'already' };
  if (word === undefined) return { kind: 'edit', from: 'true', edit: added(asked, list, name) };
  return { kind: 'edit', from: 'false', edit: removed(list, word) };
}

type Word = Range & { text: string };
/** `inside` is undefined where the element has no class yet. */
type ClassList = { inside: Range | undefined; words: Word[] };

function classListOf({ source, element: { openingElement } }: PlaceRequest): ClassList | { problem: string } {
  const [attribute, ...others] = ['className', 'class'].flatMap((name) => findAttribute(openingElement, name));
  if (attribute === undefined) {
    return hasSpread(openingElement)
      ? { problem: 'What is spread there may have a class. Change it by hand.' }
      : { inside: undefined, words: [] };
  }
  const doubt =
    others.length > 0
      ? 'Its class is given more than once. Leave one of them.'
      : (doubtOf(openingElement, 'className') ?? doubtOf(openingElement, 'class'));
  if (doubt !== undefined) return { problem: doubt };
  const literal = attribute.value == null ? undefined : literalOf(attribute.value, source);
  const raw = literal === undefined ? '' : source.slice(literal.inside.start, literal.inside.end);
  if (literal === undefined || /[&\\]/.test(raw)) {
    return { problem: computedText(shownSource(source, rangeOf(attribute))) };
  }
  const words = Array.from(raw.matchAll(/\S+/g), ({ 0: text, index }) => {
    const start = literal.inside.start + index;
    return { text, start, end: start + text.length };
  });
  return { inside: literal.inside, words };
}

function added(
  { source, element, quotes: { attribute: quote } }: PlaceRequest,
  { inside, words }: ClassList,
  name: string,
): Edit {
  if (inside === undefined) return addAttribute(source, element.openingElement, `className=${quote}${name}${quote}`);
  const start = words.at(-1)?.end ?? inside.start;
  return { start, end: start, text: words.length > 0 ? ` ${name}` : name };
}

/** With the space before it, or the one after it. */
function removed({ words }: ClassList, word: Word): Edit {
  const index = words.indexOf(word);
  const [before, after] = [words[index - 1], words[index + 1]];
  if (before !== undefined) return { start: before.end, end: word.end, text: '' };
  return { start: word.start, end: after?.start ?? word.end, text: '' };
}
