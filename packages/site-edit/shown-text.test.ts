import { transformSync } from 'esbuild';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { editSection } from './edit-section.ts';
import { texts } from './test-texts.ts';

/** Each way a text may be written, and where it is shown. */
const WAYS: readonly (readonly [source: string, text: string])[] = [
  ['<b>Old</b>', 'children'],
  ['<b>\n  Old\n  text\n</b>', 'children'],
  ['<b></b>', 'children'],
  ["<b>{'Old'}</b>", 'children'],
  ['<b>{"Old"}</b>', 'children'],
  ['<b>{`Old`}</b>', 'children'],
  ['<b title="Old" />', 'title'],
  ["<b title='Old' />", 'title'],
  ["<b title={'Old'} />", 'title'],
  ['<b title={`Old`} />', 'title'],
  ['<b />', 'title'],
  ["<b content={{ title: 'Old' }} />", 'content.title'],
];

describe.each(WAYS)('what a browser shows of %j, edited by its %s,', (source, text) => {
  it('is what was asked for', async () => {
    const section = { file: 'src/App.jsx', element: 'b', text };
    const shown = fc.asyncProperty(texts, async (value) => {
      const edited = await editSection(source, section, { section: 'it', changes: [{ property: 'text', value }] });
      return edited.ok ? shownBy(edited.edited, text) === value : edited.reason === 'nothing_to_change';
    });
    await fc.assert(shown, { numRuns: 60 });
  });
});

/** Another compiler than the parser that the edit is made with. */
function shownBy(source: string, text: string): unknown {
  const { code } = transformSync(`return ${source}`, { loader: 'jsx', jsxFactory: 'element', target: 'es2024' });
  const run: unknown = new Function('element', code)(
    (_tag: string, props: object | null, ...children: readonly unknown[]) => ({
      ...props,
      children: children.join(''),
    }),
  );
  return text
    .split('.')
    .reduce<unknown>((part, name) => Object.entries(Object(part)).find(([key]) => key === name)?.[1], run);
}
