import { describe, expect, it } from 'vitest';
import { editSection } from './edit-section.ts';

const SECTION = { file: 'src/App.tsx', element: 'b' };
const INTENT = { section: 'it', changes: [{ property: 'text' as const, value: 'New' }] };

async function reasonOf(source: string): Promise<string> {
  const edited = await editSection(source, SECTION, INTENT);
  return edited.ok ? 'edited' : `${edited.reason}: ${edited.problem}`;
}

describe('a file that nobody has written by hand', () => {
  it('is edited, however long its gaps are', async () => {
    const gap = ' '.repeat(150_000);
    expect(await reasonOf(`<b>x${gap}y</b>`)).toBe('edited');
    expect(await reasonOf(`<b>${gap}\n${gap.slice(0, 40_000)}</b>`)).toBe('edited');
  });

  it('is edited, however many elements it has', async () => {
    expect(await reasonOf(`<b>x</b>;<ul>${'<li/>\n'.repeat(5000)}</ul>`)).toBe('edited');
  });

  it.each([
    ['nested in elements', `<b>x</b>;${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}`],
    ['nested in names', `<b>x</b>;a${'.b'.repeat(90_000)}`],
    ['nested in sums', `<b>x</b>;a${'+b'.repeat(90_000)}`],
  ])('is refused where it is %s too deeply', async (_, source) => {
    expect(await reasonOf(source)).toMatch(/^not_parsable: src\/App\.tsx .*nested too deeply\. Change it by hand\.$/);
  });

  it('is refused where it is too long', async () => {
    const tooLong = 'not_parsable: src/App.tsx has more than 200000 characters. Change it by hand.';
    expect(await reasonOf(`<b>x</b>;${' '.repeat(200_000)}`)).toBe(tooLong);
  });

  it.each(['', '<b', '\ufeff', '#!/bin/sh', '\u0000', '<b>\ud800</b></b>', '<<<<<<< HEAD\n<b>x</b>\n=======\n'])(
    'is refused where it is %j',
    async (source) => {
      expect(await reasonOf(source)).toMatch(/^(not_parsable|section_not_found): /);
    },
  );
});
