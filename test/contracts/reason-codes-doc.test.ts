/** docs/deploys-and-checks.md says of every reason code what to do, and of none that there is not. */
import { readdirSync, readFileSync } from 'node:fs';
import { TrackingProblem } from '@valine/contracts';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const PLACES = ['services', 'packages/admission', 'packages/contracts', 'packages/github', 'packages/safe-http'];
const GUIDE = readFileSync(new URL('docs/deploys-and-checks.md', ROOT), 'utf8');
const [, TABLE = ''] = /<!-- reason codes.*?-->\s*((?:\|.*\n)+)/.exec(GUIDE) ?? [];

const SOURCES = PLACES.flatMap(filesOf).map((path) => readFileSync(new URL(path, ROOT), 'utf8'));

function filesOf(folder: string): string[] {
  const entries = readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesOf(path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
}

function found(pattern: RegExp): string[] {
  return SOURCES.flatMap((text) => [...text.matchAll(pattern)].flatMap(([, code = '']) => code));
}

/** Members of the unions of literals whose name ends in `Refusal`: `'a' | 'b'`. */
function refusals(): string[] {
  const unions = SOURCES.flatMap((text) => [...text.matchAll(/type (\w*)Refusal =\s*((?:\|?\s*'\w+'\s*)+);/g)]);
  return unions.flatMap(([, name, union = '']) =>
    [...union.matchAll(/'(\w+)'/g)].map(([, code]) => (name === 'Url' ? `url_${code}` : `${code}`)),
  );
}

/** Written out where it is made, or shown in a snapshot of a test. */
const SAID = [
  ...found(/refusalMessage\(\s*'(\w+)'/g),
  ...found(/reasonCode: '(\w+)'/g),
  ...found(/reason_code: ([a-z_]+)/g),
];

it('lists every reason code once, and no other', () => {
  const listed = [...TABLE.matchAll(/^\| `(\w+)` /gm)].map(([, code]) => code);
  const problems = TrackingProblem.options.filter((problem) => problem !== 'still_waiting');
  const known = new Set([...SAID, ...refusals(), ...problems]);
  expect(listed.toSorted()).toEqual([...known].toSorted());
});
