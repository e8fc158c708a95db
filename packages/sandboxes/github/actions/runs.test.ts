import { describe, expect, it, onTestFinished } from 'vitest';
import type { Received } from '../../shared/test-receiver.ts';
import { startSite } from '../../site/start-site.ts';
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
    const { json } = await bench.call('GET', `/actions/runs/${id}/attempts/1/jobs`);
    expect(json).toMatchObject({ total_count: 1, jobs: [{ name: 'Deploy', conclusion: 'failure' }] });
    const steps = json.jobs[0].steps.map((step: Record<string, string>) => `${step.name}: ${step.conclusion}`);
    expect(steps.slice(5)).toEqual([
      'Build: success',
      'Upload client: success',
      'Download client: success',
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

describe('a diagnose', () => {
  async function diagnose(bench: TestGitHub, inputs = {}) {
    const given = { correlation_id: 'c-1', requester: 'ada', ...inputs };
    const id = await dispatch(bench, '/actions/workflows/diagnose-dispatch.yml/dispatches', given);
    const attempt = bench.github.workflowRuns().find((run) => run.id === id)?.attempts[0];
    const failed = attempt?.jobs[0]?.steps.filter(({ conclusion }) => conclusion === 'failure').map(({ name }) => name);
    return { conclusion: attempt?.conclusion, checks: attempt?.checks, failed };
  }

  it('really asks the endpoints it is given, if they are on this machine', async () => {
    const site = await startSite({ frontend: 0, api: 0 });
    onTestFinished(site.close);
    const bench = await testGitHub();
    bench.github.nextRun(AT_ONCE);
    site.fail('hello');
    const seen = await diagnose(bench, { frontend_url: site.frontendUrl, api_base: site.apiBase });
    expect(seen.failed).toEqual(['Check API /hello']);
    expect(seen.checks).toMatchObject({ frontend: { ok: true, status: 200 }, api_hello: { ok: false, status: 503 } });
  });

  it('touches no network beyond', async () => {
    const bench = await testGitHub();
    bench.github.nextRun(AT_ONCE);
    const { checks } = await diagnose(bench, { frontend_url: 'https://example.com', api_base: 'https://example.com' });
    expect(checks?.frontend).toEqual({ ok: false, details: 'not reachable from the sandbox' });
  });

  it('finds wrong what it is told to', async () => {
    const bench = await testGitHub();
    bench.github.nextRun({ ...AT_ONCE, failingChecks: ['oidc', 's3_read'] });
    const { checks, conclusion } = await diagnose(bench);
    expect(conclusion).toBe('failure');
    expect(checks).toMatchObject({ oidc: { ok: false }, s3_read: { ok: false }, cloudfront: { ok: true } });
  });

  it('of which there is an older one with the same correlation id does nothing', async () => {
    const bench = await testGitHub();
    bench.github.nextRun(AT_ONCE);
    await diagnose(bench);
    bench.github.nextRun(AT_ONCE);
    expect(await diagnose(bench)).toEqual({ conclusion: 'success', checks: undefined, failed: [] });
  });
});

describe('a restart', () => {
  it('goes on with the run that was under way', async () => {
    const { github, dataDir, receiver } = await testGitHub();
    github.nextRun({ seconds: 60, queuedSeconds: 60 });
    const id = github.startWorkflow('client-deploy.yml');
    await github.close();
    expect(eventsOf(receiver.received)).toEqual(['workflow_run.requested', 'workflow_job.queued']);
    const next = await testGitHub(dataDir);
    expect(next.github.running()).toEqual([`workflow run ${id} (Client Deploy, queued)`]);
    await next.github.finishRun(id);
    await next.github.whenIdle();
    expect(next.github.workflowRuns().at(-1)).toMatchObject({ id, attempts: [{ conclusion: 'success' }] });
    expect(eventsOf(next.receiver.received).at(-1)).toBe('workflow_run.completed');
  });
});
