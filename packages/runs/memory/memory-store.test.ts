import { buildRun, manualClock } from '@valine/testing';
import { describeStore } from '../store-contract.ts';
import { createMemoryStore } from './memory-store.ts';

describeStore('the store in memory', async () => {
  const clock = manualClock();
  return { store: createMemoryStore(clock), advance: clock.advance, run: buildRun };
});
