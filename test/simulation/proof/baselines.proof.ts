/** The worlds are hostile: who has no mechanism, and who has an idempotency record, spoils them visibly. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Comparison, compare } from '../baselines/compare.ts';

const WORLDS = 300;
let comparisons: Comparison[];

beforeAll(async () => {
  comparisons = await compare(1, WORLDS);
}, 120_000);

const of = (name: string) => comparisons.find((each) => each.name === name);

describe.each(['naive handler', 'Powertools idempotency'])('the %s', (name) => {
  it('makes messages twice', () => {
    expect(of(name)?.doubled).toBeGreaterThan(10);
    expect(of(name)?.doubledLines).toBeGreaterThan(5);
  });

  it('leaves people without an answer', () => {
    expect(of(name)?.lost).toBeGreaterThan(0);
  });

  it('does everything again when everything comes again', () => {
    // In the other worlds what comes again is refused, by the baselines too: it is signed, and it is too old.
    expect(of(name)?.broken.get('a replay adds nothing')).toBeGreaterThan(WORLDS / 5);
  });
});

it('the effects do none of it in the same worlds', () => {
  const { worlds, doubled, lost, brokenWorlds, broken } = of('effects') ?? {};
  expect({ worlds, doubled, lost, brokenWorlds }).toEqual({ worlds: WORLDS, doubled: 0, lost: 0, brokenWorlds: 0 });
  expect([...(broken ?? [])]).toEqual([]);
});
