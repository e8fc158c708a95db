import { buildPlan, manualClock } from '@valine/testing';
import { describeStore } from '../contract/store-contract.ts';
import { describeUnreadable } from '../contract/unreadable-contract.ts';
import type { UnreadableRecord } from '../store.ts';
import { createMemoryStore } from './memory-store.ts';

describeStore('the store in memory', async () => {
  const clock = manualClock();
  return { store: createMemoryStore(clock), advance: clock.advance, run: buildPlan };
});

describeUnreadable('the store in memory', async () => {
  const records = new Map<string, unknown>();
  const told: UnreadableRecord[] = [];
  const onUnreadable = (error: UnreadableRecord) => void told.push(error);
  const store = createMemoryStore(manualClock(), structuredClone, { records, onUnreadable });
  return {
    store,
    told,
    plant: async (record) => void records.set(`${record.kind}#${record.id}`, record),
    run: buildPlan,
  };
});
