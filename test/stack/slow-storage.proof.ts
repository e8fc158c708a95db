/** The storage of logs and artifacts cannot be read for as long as anybody tries, on the whole local stack: ends are told within a minute. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AT_ONCE } from '../stories/support/work-on-github.ts';
import { startTracked, type Tracked } from './support/start-followed.ts';

let stack: Tracked;
beforeAll(async () => {
  stack = await startTracked({});
}, 120_000);
afterAll(() => stack.close());

/** A run that ends as it has begun. The id of its interaction, once its message names the run. */
async function begin(command: string, wish: Parameters<Tracked['github']['nextRun']>[0]): Promise<string> {
  stack.github.nextRun({ ...AT_ONCE, annotations: 'none', ...wish });
  const id = await stack.ask(command);
  await stack.answer(id, /\[run\]/);
  return id;
}

/** Nobody waits longer for an answer than a minute. */
it.each([403, 500, 'slow'] as const)(
  'a deploy that failed, and diagnoses, are told with job and step though the storage answers %s',
  async (fault) => {
    const { github, answer } = stack;
    github.breakStorage(fault);
    const [deploy, failed, well] = [
      await begin('/deploy-client wait:true', { outcome: 'failure', step: 'CloudFront invalidation' }),
      await begin('/diagnose', { outcome: 'failure', step: 'Check S3 read' }),
      await begin('/diagnose', {}),
    ];
    const told = await Promise.all([answer(deploy, /🔴/), answer(failed, /🔴/), answer(well, /🟠/)]);
    expect(told[0]).toMatch(/Failed at `Deploy` › `CloudFront invalidation`.*log could not be read/s);
    expect(told[1]).toMatch(/Failed at `Diagnose` › `Check S3 read`.*log could not be read/s);
    for (const diagnosed of told.slice(1)) expect(diagnosed).toMatch(/artifact `diagnose-summary` could not be read/);
  },
  90_000,
);
