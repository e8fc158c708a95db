/** The promise that nothing accepted is lost and nothing happens twice, put to the test by killing the whole stack. */
import { describe, expect, it } from 'vitest';
import { cards, dayWithKills, threadLines } from './support/day-with-kills.ts';
import { openStreet } from './support/open-street.ts';

const DAYS = Number(process.env.KILL_DAYS ?? 1);
const KILLS_A_DAY = 4;
/** A step is through within about this time. */
const STEP_MS = 700;
/** `KILLS=7,23,21` repeats a day that went wrong. */
const GIVEN = process.env.KILLS?.split(',').map(Number);

function someKills(): number[] {
  return GIVEN ?? Array.from({ length: KILLS_A_DAY }, () => Math.floor(Math.random() * STEP_MS));
}

describe.each(Array.from({ length: DAYS }, (_, day) => day + 1))('day %i', () => {
  const kills = someKills();

  it(`reaches its end with everything once, though the stack is killed after ${kills.join(', ')} ms`, async () => {
    const street = await openStreet();
    await street.stack.start();
    const { run, numbers } = await dayWithKills(street, kills);

    const state = await street.state();
    expect(state.runs).toMatchObject([{ id: run, state: 'completed' }]);
    expect(state.queues.map(({ deadLetters }) => deadLetters)).toEqual([0, 0, 0]);
    expect(cards(street)).toHaveLength(1);
    expect(cards(street)[0]).toContain('shipped');
    const lines = threadLines(street);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toHaveLength(numbers.length + 2);
    expect(await street.stack.stop()).toBe(0);
  }, 900_000);
});
