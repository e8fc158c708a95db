/** Whatever people forward, swap, replay and race, and wherever a function dies: nobody is linked who has not said so on both sides. */
import { expect, it } from 'vitest';
import { attackWorld } from './test-attacks.ts';

/** More than 100,000 attacks, within seconds. */
const WORLDS = 1600;

it('no attack binds wrongly, and honest people are linked all the same', { timeout: 60_000 }, async () => {
  const attacks = new Map<string, number>();
  let links = 0;
  for (let seed = 1; seed <= WORLDS; seed += 1) {
    const world = await attackWorld(seed);
    expect(world.wrong, `seed ${seed}`).toEqual([]);
    links += world.links;
    for (const [attack, times] of world.attacks) attacks.set(attack, (attacks.get(attack) ?? 0) + times);
  }
  const total = [...attacks.values()].reduce((sum, times) => sum + times, 0);
  console.log(`${WORLDS} worlds, ${total} attacks, ${links} links`, Object.fromEntries(attacks));
  expect(attacks.size).toBe(7);
  expect(total).toBeGreaterThan(100_000);
  expect(links).toBeGreaterThan(WORLDS / 20);
});
