import { describe, expect, it } from 'vitest';
import { mayCatchUp } from './awaits-jobs.ts';

const ENDED = Date.UTC(2026, 10, 20, 12);
const completed = { status: 'completed', updatedAt: ENDED };

describe('jobs that go on in a run that has completed', () => {
  it.each([-5000, 0, 119_999])('may still catch up %i ms after its end', (ago) => {
    expect(mayCatchUp(completed, ENDED + ago)).toBe(true);
  });

  it.each([120_000, 10_800_000])('never will %i ms after it', (ago) => {
    expect(mayCatchUp(completed, ENDED + ago)).toBe(false);
  });

  it('are waited for while the end of the run does not show either', () => {
    expect(mayCatchUp({ ...completed, status: 'in_progress' }, ENDED + 10_800_000)).toBe(true);
    expect(mayCatchUp(undefined, ENDED)).toBe(true);
  });
});
