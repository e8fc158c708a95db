import { readFile } from 'node:fs/promises';
import { withoutPadding } from '@valine/testing';
import { expect, it } from 'vitest';
import { settingsTable } from './settings-table.ts';

const BETWEEN = /<!-- settings:begin -->\n(.*?)\n?<!-- settings:end -->/s;

it('the README shows the settings as they are defined', async () => {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  expect(withoutPadding(BETWEEN.exec(readme)?.[1] ?? '')).toBe(withoutPadding(settingsTable()));
});
