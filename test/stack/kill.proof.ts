/** The promise that nothing accepted is lost and nothing happens twice, put to the test by killing the whole stack. */
import { describe, expect, it } from 'vitest';
import { openSystem } from './support/open-system.ts';
import { cards, planWithKills, threadLines } from './support/plan-with-kills.ts';

const DAYS = Number(process.env.KILL_DAYS ?? 1);
const KILLS_A_DAY = 4;
/** A step is through within about this time. */
const STEP_MS = 700;
/** `KILLS=7,23,21` repeats a day that went wrong. */
const GIVEN = process.env.KILLS?.split(',').map(Number);

function someKills(): number[] {
  return GIVEN ?? Array.from({ length: KILLS_A_DAY }, () => Math.floor(Math.random() * STEP_MS));
}

/** A call that dies in the middle of it is looked for after a minute and a half: one day of several is enough. */
const opensPullRequests = (day: number) => DAYS > 1 && day === 1;

// They wait most of the time.
describe.concurrent.each(Array.from({ length: DAYS }, (_, day) => day + 1))('day %i', (day) => {
  const kills = someKills();

  it(`reaches its end with everything once, though the stack is killed after ${kills.join(', ')} ms`, async ({
    onTestFinished,
  }) => {
    const withPulls = opensPullRequests(day);
    const system = await openSystem({ TASK_PULL_REQUESTS: String(withPulls) }, onTestFinished);
    await system.stack.start();
    const { run, numbers } = await planWithKills(system, kills, withPulls);

    const state = await system.state();
    expect(state.runs).toMatchObject([{ id: run, state: 'completed' }]);
    expect(state.queues.map(({ deadLetters }) => deadLetters)).toEqual([0, 0, 0, 0]);
    expect(cards(system)).toHaveLength(1);
    expect(cards(system)[0]).toContain('shipped');
    const lines = threadLines(system);
    expect(new Set(lines).size).toBe(lines.length);
    // Issues that move within a moment of one another share a line; a pull request is ready, and then merged.
    const told = numbers.map((number) => lines.filter((line) => line.includes(`[#${number}]`)).length);
    expect(told).toEqual(numbers.map(() => (withPulls ? 2 : 1)));
    expect(await system.stack.stop()).toBe(0);
  }, 900_000);
});
