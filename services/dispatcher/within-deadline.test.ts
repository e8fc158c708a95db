import { StoreUnavailable } from '@valine/records';
import { createMemoryStore } from '@valine/records/memory';
import { buildPlan, manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { withinDeadline } from './within-deadline.ts';

describe('a function that was frozen past its end', () => {
  it('reads, and writes nothing', async () => {
    const clock = manualClock();
    const store = withinDeadline(createMemoryStore(clock), clock, clock.now() + 1000);
    const plan = buildPlan();
    expect(await store.create(plan)).toBe('created');
    clock.advance(1001);
    expect(await store.find('plan', plan.id)).toEqual(plan);
    await expect(store.replace(plan, { ...plan, version: 2 })).rejects.toThrow(StoreUnavailable);
    await expect(store.create(buildPlan({ id: 'plan-1111111111' }))).rejects.toThrow(StoreUnavailable);
    expect(await store.find('plan', plan.id)).toEqual(plan);
  });
});
