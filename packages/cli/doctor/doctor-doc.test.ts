import { readFileSync } from 'node:fs';
import { ALL_CHECKS } from '@valine/doctor';
import { expect, it } from 'vitest';

const DOCUMENT = new URL('../../../docs/doctor.md', import.meta.url);

it('docs/doctor.md lists the checks there are, as they say themselves what they look at', () => {
  const rows = Array.from(
    readFileSync(DOCUMENT, 'utf8').matchAll(/^\| `([\w.-]+)` +\| (.*?) +\|$/gm),
    ([, id, about]) => [id, about],
  );
  expect(rows).toEqual(ALL_CHECKS.map(({ id, about }) => [id, about]));
});
