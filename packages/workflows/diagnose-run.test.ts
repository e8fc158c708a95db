import { readdirSync } from 'node:fs';
import { type HttpServer, type StubResponse, startHttpServer } from '@valine/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRunner, type TestRunner } from './test-runner.ts';
import { runWorkflow, type Start } from './test-workflow.ts';

const ID = '0b7c54e2-6ad5-4c0e-9f0e-2c3a5f0f7d11';
const LIST = '/repos/acme/web-shop/actions/workflows/diagnose-dispatch.yml/runs?per_page=100&page=1';
const ROLE = 'arn:aws:iam::123456789012:role/valine-diagnose';

let runner: TestRunner;
let outside: HttpServer;
/** By path; GitHub's list of runs is one of them. */
let answers: Record<string, StubResponse>;

beforeEach(async () => {
  runner = createRunner();
  answers = { '/': { body: '<!doctype html>' }, '/health': { body: 'ok' }, '/hello': { body: 'hi' } };
  outside = await startHttpServer(({ path }) => answers[path] ?? { body: { workflow_runs: [] } });
  onTestFinished(outside.close);
  runner.answerAws({
    'sts get-caller-identity': { out: { Arn: 'arn:aws:sts::123456789012:assumed-role/valine-diagnose/x' } },
    's3api list-objects-v2': { out: { Contents: [{ Key: 'index.html', Size: 1, LastModified: 'today' }] } },
    'cloudfront get-distribution': {
      out: { Distribution: { Status: 'Deployed', DistributionConfig: { Enabled: true } } },
    },
  });
});

async function diagnose(given: Partial<Start> = {}) {
  const start: Start = {
    event: 'workflow_dispatch',
    inputs: { correlation_id: ID, requester: 'mara' },
    vars: {
      AWS_DIAGNOSE_ROLE_ARN: ROLE,
      S3_BUCKET: 'web-shop',
      CLOUDFRONT_DISTRIBUTION_ID: 'E2',
      FRONTEND_BASE_URL: outside.url,
    },
    secrets: { VITE_API_BASE: outside.url },
    apiUrl: outside.url,
    ...given,
  };
  const run = await runWorkflow('diagnose-dispatch.yml', start, runner);
  const artifact = run.artifacts['diagnose-summary'];
  return { ...run, artifact, summary: artifact && JSON.parse(artifact.text) };
}

const WELL = { ok: true, details: 'HTTP 200', status: 200, ms: expect.any(Number) };

describe('Diagnose on Demand', () => {
  it('checks everything and leaves its summary', async () => {
    const { title, steps, artifact, summary } = await diagnose();
    expect(title).toBe(`Diagnose on Demand — ${ID} by mara`);
    expect(steps.filter((step) => !step.endsWith(': success'))).toEqual([]);
    expect(artifact?.file).toBe('diagnose-summary.json');
    const ok = { ok: true };
    expect(summary).toMatchObject({
      correlation_id: ID,
      requester: 'mara',
      frontend_url: outside.url,
      api_base: '(repository secret)',
      checks: { oidc: ok, s3_read: ok, cloudfront: ok, api_health: WELL, api_hello: WELL, frontend: WELL },
      conclusion: 'success',
    });
    expect(Object.keys(summary.durations.steps)).toEqual(Object.keys(summary.checks));
  });

  it('takes the same from a repository_dispatch, and its own addresses first', async () => {
    const payload = {
      correlation_id: ID,
      requester: 'mara',
      frontend_url: `${outside.url}/new`,
      api_base: `${outside.url}/v2`,
    };
    answers = {
      '/new': { body: '<p>' },
      '/v2/health': { body: 'ok' },
      '/v2/hello': { body: 'hi' },
      '/health': { status: 500 },
    };
    const { title, summary } = await diagnose({ event: 'repository_dispatch', inputs: {}, payload });
    expect(title).toBe(`Diagnose on Demand — ${ID} by mara`);
    expect(summary).toMatchObject({ ...payload, conclusion: 'success' });
  });

  it('goes on after a failed check, whose step is the one that failed', async () => {
    answers['/health'] = { status: 500 };
    runner.answerAws({ 's3api list-objects-v2': { err: 'An error occurred (AccessDenied) when' } });
    const { steps, log, summary } = await diagnose();
    expect(steps.filter((step) => !step.endsWith(': success'))).toEqual([
      'Check S3 read: failure',
      'Check API /health: failure',
    ]);
    expect(summary).toMatchObject({
      conclusion: 'failure',
      checks: { s3_read: { ok: false }, api_health: { ok: false, status: 500 }, api_hello: WELL, frontend: WELL },
    });
    expect(log.match(/^::error.*/gm)).toEqual([
      '::error title=s3_read::AWS denies it (AccessDenied): allow the role s3:ListBucket on the bucket',
      '::error title=api_health::HTTP 500: read the logs of what serves it',
    ]);
  });

  it('calls nothing well that is not configured', async () => {
    const { steps, summary } = await diagnose({ vars: {}, secrets: {} });
    expect(steps).toContain('AWS credentials (OIDC): skipped');
    expect(steps.filter((step) => step.endsWith(': failure'))).toHaveLength(6);
    expect(Object.values<{ ok: boolean }>(summary.checks).map(({ ok }) => ok)).toEqual(Array(6).fill(false));
    expect(runner.awsCalls()).toEqual([]);
  });

  it('says that the role was refused, and checks the rest', async () => {
    runner.answerAws({ 'sts get-caller-identity': { err: 'Unable to locate credentials' } });
    const { steps, summary } = await diagnose({ failing: ['aws-actions/configure-aws-credentials'] });
    expect(steps).toContain('AWS credentials (OIDC): failure');
    expect(summary.checks).toMatchObject({ oidc: { ok: false }, api_health: WELL, frontend: WELL });
  });

  it('does nothing when an older run carries its id', async () => {
    const older = { id: 499, event: 'workflow_dispatch', display_title: `Diagnose on Demand — ${ID} by mara` };
    answers[LIST] = { body: { workflow_runs: [older] } };
    const { steps, artifact } = await diagnose();
    expect(steps.slice(0, 2)).toEqual(['Checkout: success', 'Guard against double runs: success']);
    expect(steps.slice(2).filter((step) => !step.endsWith(': skipped'))).toEqual([]);
    expect([artifact, runner.awsCalls(), outside.requests.length]).toEqual([undefined, [], 1]);
  });

  it('goes on when GitHub does not say what other runs there are', async () => {
    answers[LIST] = { status: 503 };
    const { log, summary } = await diagnose();
    expect(log).toContain('(HTTP 503). Going on, as this workflow only reads.');
    expect(summary.conclusion).toBe('success');
  });

  it('executes nothing of what it is given', async () => {
    const evil = '"; touch evil; \'$(touch evil)`touch evil`\n::error::x\n';
    const before = readdirSync(import.meta.dirname);
    const inputs = { correlation_id: `${ID}${evil}`, requester: evil, frontend_url: evil, api_base: evil };
    const { summary, log } = await diagnose({ inputs });
    expect(summary).toMatchObject({ requester: evil, correlation_id: `${ID}${evil}`, conclusion: 'failure' });
    expect(log).not.toMatch(/^::error::x/m);
    expect(readdirSync(import.meta.dirname)).toEqual(before);
  });
});
