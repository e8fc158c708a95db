/** The storage of logs and artifacts cannot be read for as long as anybody tries, on the whole local stack: ends are told within a minute. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AT_ONCE } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({});
}, 120_000);
afterAll(() => stack.close());

/** Nobody waits longer for an answer than a minute. */
it.each([403, 500, 'slow'] as const)(
  'a diagnose and a deploy that failed are told, the latter with job and step, though the storage answers %s',
  async (fault) => {
    const { github, ask, answer } = stack;
    github.breakStorage(fault);
    github.nextRun(AT_ONCE);
    const diagnose = await ask('/diagnose');
    await answer(diagnose, /\[run\]/);
    github.nextRun({ ...AT_ONCE, outcome: 'failure', step: 'CloudFront invalidation', annotations: 'none' });
    const deploy = await ask('/deploy-client wait:true');
    const [checked, deployed] = await Promise.all([answer(diagnose, /🟠/), answer(deploy, /🔴/)]);
    expect(checked).toMatch(/artifact `diagnose-summary` could not be read/);
    expect(deployed).toMatch(/Failed at `Deploy` › `CloudFront invalidation`/);
    expect(deployed).toMatch(/log could not be read/);
  },
  90_000,
);
