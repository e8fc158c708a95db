import { StoreUnavailable } from '@valine/runs';
import { createMemoryStore } from '@valine/runs/memory';
import { buildRun, manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { withinDeadline } from './within-deadline.ts';

describe('a function that was frozen past its end', () => {
  it('reads, and writes nothing', async () => {
    const clock = manualClock();
    const store = withinDeadline(createMemoryStore(clock), clock, clock.now() + 1000);
    const run = buildRun();
    expect(await store.create(run)).toBe('created');
    clock.advance(1001);
    expect(await store.find('run', run.id)).toEqual(run);
    await expect(store.replace(run, { ...run, version: 2 })).rejects.toThrow(StoreUnavailable);
    await expect(store.create(buildRun({ id: 'plan-1111111111' }))).rejects.toThrow(StoreUnavailable);
    expect(await store.find('run', run.id)).toEqual(run);
  });
});
