/** A run whose log cannot be read for as long as anybody tries, on the whole local stack: its end is told within a minute. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AT_ONCE } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({});
}, 120_000);
afterAll(() => stack.close());

it.each([403, 500] as const)(
  'a run that failed is told with job and step, though the storage of its log answers %s',
  async (status) => {
    const { github, ask, answer } = stack;
    github.breakStorage(status);
    github.nextRun({ ...AT_ONCE, outcome: 'failure', step: 'CloudFront invalidation', annotations: 'none' });
    const id = await ask('/deploy-client wait:true');
    const text = await answer(id, /🔴/);
    expect(text).toMatch(/CloudFront invalidation/);
    expect(text).toMatch(/could not be read/);
    github.breakStorage(null);
  },
  90_000,
);
