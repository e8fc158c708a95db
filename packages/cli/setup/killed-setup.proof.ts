/** A set-up is killed at each of its writes, one world for each: it goes on where it was, and makes nothing twice. */
import { expect, it } from 'vitest';
import { testWorld } from './test-setup.ts';

/** `at`: which write it ends at, the first is 0; left alone without. */
async function endOf(at?: number, when: 'before' | 'after' = 'before') {
  const world = await testWorld();
  if (at !== undefined) expect(await world.runUntil(at, when)).toBe(true);
  expect(await world.run()).toContain('Everything is set up');
  return {
    stored: [...world.stored.keys()].toSorted(),
    writes: world.writes.map((write) =>
      write.replace(/^(POST \/app-manifests)\/\w+/, '$1/<code>').replaceAll(/\d{3,}/g, '<id>'),
    ),
    apps: world.github.requests().filter((request) => request.startsWith('POST /settings/apps/new')).length,
    keysLost: world.said.filter((text) => text.includes('whose key never arrived here: delete it')).length,
  };
}

/** Those that were done more often than in the set-up that was left alone, each as often as that. */
function surplus(writes: readonly string[], whole: readonly string[]): string[] {
  const left = [...whole];
  return writes.filter((write) => {
    const index = left.indexOf(write);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

/**
 * Written twice they are the same: a setting with the same value, a commit that nothing leads to, the code of an App that
 * GitHub takes once.
 */
const REPEATABLE = /^(store |POST \S+\/git\/(trees|commits)$|POST \/app-manifests\/)/;

it.each(['before', 'after'] as const)(
  '%s any one of them',
  async (when) => {
    const whole = await endOf();
    expect(whole.writes.length).toBeGreaterThan(15);
    for (const [at, write] of whole.writes.entries()) {
      const { stored, writes, apps, keysLost } = await endOf(at, when);
      const twice = surplus(writes, whole.writes).filter((each) => !REPEATABLE.test(each));
      const missing = surplus(whole.writes, writes);
      const expected = { at, write, stored: whole.stored, missing: [], twice: [], apps: 1 + keysLost };
      expect({ at, write, stored, missing, twice, apps }).toEqual(expected);
    }
  },
  300_000,
);
