import { createMemoryStore } from '@valine/records/memory';
import { buildPlan, manualClock, recordingLogger } from '@valine/testing';
import { expect, it } from 'vitest';
import { logUnreadable } from './log-unreadable.ts';

it('a record that a list leaves out stands in the log with its key', async () => {
  const logger = recordingLogger();
  const records = new Map([['plan#plan-odd', { ...buildPlan({ id: 'plan-odd' }), label: undefined }]]);
  const store = createMemoryStore(manualClock(), structuredClone, { records, onUnreadable: logUnreadable(logger) });
  await store.create(buildPlan({ id: 'plan-1' }));
  expect(await store.listPlans('open', 10)).toHaveLength(1);
  expect(logger.lines).toMatchObject([
    { level: 'error', fields: { key: 'plan#plan-odd', problem: 'label: expected string' } },
  ]);
});
