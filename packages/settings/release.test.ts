import { expect, it } from 'vitest';
import manifest from './package.json' with { type: 'json' };
import { RELEASE } from './release.ts';

it('the version that /help shows is that of the project', () => {
  expect(RELEASE.version).toBe(manifest.version);
});
