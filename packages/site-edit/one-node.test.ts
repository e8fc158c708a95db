import { isDeepStrictEqual } from 'node:util';
import type { UxSection } from '@valine/settings';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editSection } from './edit-section.ts';
import { readSiteFile, type SiteFile } from './site-file.ts';
import { readCases, readFixture, STORED } from './test-site.ts';
import { texts } from './test-texts.ts';
import { isNode, partNames, partOf, rangeOf } from './tree/nodes.ts';
import { UX_PROPERTIES, type UxIntent } from './ux-intent.ts';

const names = [...new Set(readCases().map(({ file }) => file))].filter((file) => file !== 'broken.jsx');
const file = fc.record({
  name: fc.constantFrom(...names),
  stored: fc.constantFrom((source: string) => source, ...STORED),
});
const classes = { red: 'text-red-600', blue: 'text-blue-600' };
/** Ways in which a section may be written, whatever fits it. */
const ways: fc.Arbitrary<Partial<UxSection>> = fc.record({
  text: fc.constantFrom('children', 'title', 'label', 'content.title', 'aria-label'),
  link: fc.constantFrom('href', 'to', 'content.cta.href'),
  color: fc.constantFrom('style' as const, { classes }),
  background: fc.constant('style' as const),
  visible: fc.constantFrom('hidden' as const, 'style' as const, { class: 'hidden' }),
});
const values = {
  text: texts,
  color: fc.constantFrom('red', 'blue'),
  background: fc.constantFrom('#fff', 'rgb(1, 2, 3)'),
  link: fc.constantFrom('/a?b=c&d="e"', '#top', "https://example.com/it's", 'mailto:a@example.com'),
  visible: fc.constantFrom('true', 'false'),
};
const change = fc
  .constantFrom(...UX_PROPERTIES)
  .chain((property) => values[property].map((value) => ({ property, value })));

const ONE_NODE = [
  ...['JSXText', 'StringLiteral', 'TemplateElement', 'JSXAttribute'],
  ...['+JSXText', '+JSXAttribute', '-JSXAttribute', '+ObjectProperty', '-ObjectProperty'],
];

it('differs from the file in one node, whose bytes are the only ones that differ, or is refused', async () => {
  const outcomes = new Map<string, number>();
  const holds = fc.asyncProperty(file, fc.nat(), ways, change, async ({ name, stored }, nth, way, asked) => {
    const before = await read(stored(readFixture(name)), name);
    const seen = before.elements[nth % Math.max(1, before.elements.length)];
    fc.pre(seen !== undefined);
    const alike = before.elements.filter(({ tag }) => tag === seen.tag);
    const section = { ...way, file: name, element: seen.tag, nth: alike.indexOf(seen) + 1 };
    const outcome = await outcomeOf(before, section, { section: 'it', changes: [asked] });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  });
  await fc.assert(holds, { numRuns: 200 });
  // It is no use if hardly anything can be edited.
  expect(outcomes.get('edited')).toBeGreaterThan(60);
  expect([...outcomes.keys()].sort()).toEqual(['edited', 'not_editable', 'nothing_to_change']);
});

async function outcomeOf(before: SiteFile, section: UxSection & { nth: number }, intent: UxIntent): Promise<string> {
  const edited = await editSection(before.source, section, intent);
  if (!edited.ok) return edited.reason;
  const after = await read(edited.edited, section.file);
  const { element } = before.elements.filter(({ tag }) => tag === section.element)[section.nth - 1] ?? {};
  if (element === undefined) throw new Error('The element is gone.');
  const { start, end } = rangeOf(element);
  expect(after.source.startsWith(before.source.slice(0, start))).toBe(true);
  expect(after.source.endsWith(before.source.slice(end))).toBe(true);
  expect(ONE_NODE).toContain(differenceOf(before.tree.program, after.tree.program));
  expect(await editSection(edited.edited, section, intent)).toMatchObject({ reason: 'nothing_to_change' });
  return 'edited';
}

async function read(source: string, name: string): Promise<SiteFile> {
  const found = await readSiteFile(source, name);
  if ('problem' in found) throw new Error(found.problem);
  return found;
}

/** What the one node that differs is, or that one was added (`+`) or taken away (`-`); `several` for anything else. */
function differenceOf(before: unknown, after: unknown): string {
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length)
    return differenceInLength(before, after);
  const [left, right] = [entriesOf(before), entriesOf(after)];
  const differing = left.filter(([, part], index) => !isSame(part, right[index]?.[1]));
  const [[name, part] = [], ...others] = differing;
  if (left.length !== right.length || others.length > 0) return 'several';
  const other = right.find(([one]) => one === name)?.[1];
  const isBelow = Array.isArray(part) || (isNode(part) && isNode(other) && part.type === other.type);
  return isBelow ? differenceOf(part, other) : isNode(before) ? before.type : 'several';
}

function differenceInLength(before: readonly unknown[], after: readonly unknown[]): string {
  const [sign, short, long] = before.length < after.length ? ['+', before, after] : ['-', after, before];
  const index = long.findIndex((_, at) => isSame(long.toSpliced(at, 1), short));
  const node = long[index];
  return isNode(node) ? `${sign}${node.type}` : 'several';
}

function entriesOf(part: unknown): [string, unknown][] {
  if (Array.isArray(part)) return part.map((item, index) => [String(index), item]);
  return partNames(Object(part)).map((name) => [name, partOf(Object(part), name)]);
}

function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(meaning(before), meaning(after));
}

/** A part of a tree without where it stands and how it is written. */
function meaning(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(meaning);
  return isNode(part) ? Object.fromEntries(entriesOf(part).map(([name, below]) => [name, meaning(below)])) : part;
}
