import { describe, expect, it } from 'vitest';
import type { Received } from '../../shared/test-receiver.ts';
import { type TestGitHub, testGitHub } from '../test-github.ts';

const DEPLOY = '/actions/workflows/client-deploy.yml/dispatches';
const AT_ONCE = { seconds: 0, queuedSeconds: 0 };

function eventsOf(received: Received[]): string[] {
  return received.map(({ headers, body }) => `${headers['x-github-event']}.${JSON.parse(body).action}`);
}

async function dispatch({ call, github }: TestGitHub, path: string, inputs = {}): Promise<number> {
  const answer = await call('POST', path, { ref: 'main', inputs, return_run_details: true });
  await github.whenIdle();
  return answer.json.workflow_run_id;
}

describe('a dispatched run', () => {
  it('moves to its end, and tells every turn', async () => {
    const bench = await testGitHub();
    bench.github.nextRun(AT_ONCE);
    const id = await dispatch(bench, DEPLOY, { correlation_id: 'c-1', requester: 'ada' });
    const { json: run } = await bench.call('GET', `/actions/runs/${id}`);
    expect(run).toMatchObject({
      status: 'completed',
      conclusion: 'success',
      event: 'workflow_dispatch',
      run_attempt: 1,
    });
    expect(run.display_title).toBe('Client Deploy — c-1 by ada');
    expect(eventsOf(bench.receiver.received)).toEqual([
      'workflow_run.requested',
      'workflow_job.queued',
      'workflow_job.in_progress',
      'workflow_run.in_progress',
      'workflow_job.completed',
      'check_suite.completed',
      'workflow_run.completed',
    ]);
  });

  it('fails where it is told to, and skips what comes after', async () => {
    const bench = await testGitHub();
    bench.github.nextRun({ ...AT_ONCE, outcome: 'failure', step: 's3 sync' });
    const id = await dispatch(bench, DEPLOY);
    const { json } = await bench.call('GET', `/actions/runs/${id}/jobs`);
    expect(json).toMatchObject({ total_count: 1, jobs: [{ name: 'Deploy', conclusion: 'failure' }] });
    const steps = json.jobs[0].steps.map((step: Record<string, string>) => `${step.name}: ${step.conclusion}`);
    expect(steps.slice(5)).toEqual([
      'Build: success',
      'AWS credentials (OIDC): success',
      'S3 sync: failure',
      'CloudFront invalidation: skipped',
      'Complete job: success',
    ]);
    const { json: annotations } = await bench.call('GET', `/check-runs/${json.jobs[0].id}/annotations`);
    expect(annotations[0]).toMatchObject({
      annotation_level: 'failure',
      message: expect.stringContaining('PutObject'),
    });
  });

  it('takes the time it is told to, by the clock', async () => {
    const bench = await testGitHub();
    bench.github.nextRun({ seconds: 0.2, queuedSeconds: 0.1 });
    const started = Date.now();
    await dispatch(bench, DEPLOY);
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  });
});
