/** The simulator is worth something as long as it notices every one of these breakages. */
import { beforeAll, describe, expect, it } from 'vitest';
import { DRAWN_FROM } from '../campaign/drawn-from.ts';
import type { Hunt } from './hunt.ts';
import { huntAll } from './hunt-all.ts';
import { mutatedSources } from './load-mutated.ts';
import { huntedByGate, MUTANTS } from './mutants.ts';

const HUNTED = huntedByGate(DRAWN_FROM);
let hunts: Hunt[];

describe('the simulator kills', () => {
  beforeAll(async () => {
    hunts = await huntAll(HUNTED);
  }, 900_000);

  it.each(HUNTED.map(({ name, why }) => [name, why]))('“%s”: %s', (name) => {
    expect(hunts.find((hunt) => hunt.name === name)?.killedBy).toEqual(expect.any(String));
  });
});

describe('a mutant', () => {
  const FILE = 'packages/records/retention.ts';

  it.each(MUTANTS)('stands on text that is there once: $name', (mutant) => {
    expect(mutatedSources(mutant).size).toBeGreaterThan(0);
  });

  it('is the file with one place of it replaced', () => {
    const edit = { file: FILE, replace: 'RECORD_RETENTION_DAYS = 45', by: 'RECORD_RETENTION_DAYS = 1' };
    const [source] = mutatedSources({ name: 'short', ...edit }).values();
    expect(source).toContain('export const RECORD_RETENTION_DAYS = 1;');
  });

  it.each([
    ['is not there any more', 'RECORD_RETENTION_DAYS = 99', '0 times'],
    ['is there more than once', 'RECORD_RETENTION_DAYS', '2 times'],
  ])('does not rot in silence when its place %s', (_, replace, times) => {
    expect(() => mutatedSources({ name: 'rotten', file: FILE, replace, by: '' })).toThrow(times);
  });

  it('has a name of its own', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(25);
  });
});
