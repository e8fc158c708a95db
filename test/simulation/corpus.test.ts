import { describe, expect, it } from 'vitest';
import { corpus } from './corpus.ts';
import { runWorld } from './run-world.ts';

describe('worlds that failed once', () => {
  it.each(corpus)('seed $seed, $family: $was', async ({ seed, family }) => {
    expect((await runWorld({ seed, family })).violations).toEqual([]);
  });
});
