import { type HttpServer, type StubResponse, startHttpServer } from '@valine/testing';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createRunner, type TestRunner } from './test-runner.ts';
import { runWorkflow, type Start } from './test-workflow.ts';

const ID = '0b7c54e2-6ad5-4c0e-9f0e-2c3a5f0f7d11';
const SKIPPED = ['Install', 'Build', 'AWS credentials (OIDC)', 'S3 sync', 'CloudFront invalidation'];

let runner: TestRunner;
let github: HttpServer;
let listed: StubResponse;

beforeEach(async () => {
  runner = createRunner();
  listed = { body: { workflow_runs: [] } };
  github = await startHttpServer(() => listed);
  onTestFinished(github.close);
  runner.answerAws({
    's3 sync': {},
    'cloudfront create-invalidation': { out: 'I2EXAMPLE\n' },
    'cloudfront wait': {},
  });
  runner.answerNpm();
});

function deploy(given: Partial<Start> = {}) {
  const start: Start = {
    event: 'workflow_dispatch',
    inputs: { correlation_id: ID, requester: 'mara' },
    vars: {
      AWS_DEPLOY_ROLE_ARN: 'arn',
      AWS_REGION: 'eu-central-1',
      S3_BUCKET: 'web-shop',
      CLOUDFRONT_DISTRIBUTION_ID: 'E2',
    },
    secrets: { VITE_API_BASE: 'https://api.example' },
    apiUrl: github.url,
    ...given,
  };
  return runWorkflow('client-deploy.yml', start, runner);
}

describe('Client Deploy', () => {
  it('builds, uploads pages last and under the right headers, and waits for the invalidation', async () => {
    const { title, steps } = await deploy();
    expect(title).toBe(`Client Deploy — ${ID} by mara`);
    expect(steps.filter((step) => !step.endsWith(': success'))).toEqual([]);
    expect(runner.npmCalls()).toEqual(['ci VITE_API_BASE=', 'run build VITE_API_BASE=https://api.example']);
    expect(runner.awsCalls()).toEqual([
      's3 sync dist/assets s3://web-shop/assets --cache-control public, max-age=31536000, immutable',
      's3 sync dist s3://web-shop --delete --exclude assets/* --exclude *.html --cache-control public, max-age=300',
      's3 sync dist s3://web-shop --delete --exclude * --include *.html --cache-control no-cache',
      'cloudfront create-invalidation --distribution-id E2 --paths /* --query Invalidation.Id --output text',
      'cloudfront wait invalidation-completed --distribution-id E2 --id I2EXAMPLE',
    ]);
  });

  it('builds with the API base it is given', async () => {
    await deploy({ inputs: { correlation_id: ID, requester: 'mara', api_base: 'https://api.example/"$(id)"' } });
    expect(runner.npmCalls()[1]).toBe('run build VITE_API_BASE=https://api.example/"$(id)"');
  });

  it('deploys a push without asking GitHub, under the name of its commit', async () => {
    const { title, steps } = await deploy({ event: 'push', inputs: {} });
    expect({ title, asked: github.requests }).toEqual({ title: '', asked: [] });
    expect(steps.at(-1)).toBe('CloudFront invalidation: success');
  });

  it('does nothing, and does not fail, when an older run carries its id', async () => {
    const older = { id: 1, event: 'workflow_dispatch', display_title: `Client Deploy — ${ID} by mara` };
    listed = { body: { workflow_runs: [older] } };
    const { steps } = await deploy();
    expect(steps).toContain('Guard against double runs: success');
    expect(steps).toEqual(expect.arrayContaining(SKIPPED.map((name) => `${name}: skipped`)));
    expect([...runner.awsCalls(), ...runner.npmCalls()]).toEqual([]);
  });

  it('deploys nothing when GitHub does not say whether an older run carries its id', async () => {
    listed = { status: 503 };
    const { steps } = await deploy();
    expect(steps).toContain('Guard against double runs: failure');
    expect(steps).toEqual(expect.arrayContaining(SKIPPED.map((name) => `${name}: skipped`)));
  });

  it.each([
    ['S3_BUCKET', 'S3 sync', 0],
    ['CLOUDFRONT_DISTRIBUTION_ID', 'CloudFront invalidation', 3],
  ])('says to set %s before it touches anything with it', async (variable, step, calls) => {
    const vars = { S3_BUCKET: 'web-shop', CLOUDFRONT_DISTRIBUTION_ID: 'E2', [variable]: '' };
    const { steps, log } = await deploy({ vars });
    expect(steps).toContain(`${step}: failure`);
    expect(log).toContain(`Set the variable ${variable} in the settings of the repository`);
    expect(runner.awsCalls()).toHaveLength(calls);
  });

  it('does not invalidate what was not uploaded', async () => {
    runner.answerAws({ 's3 sync': { err: 'An error occurred (AccessDenied)' } });
    const { steps } = await deploy();
    expect(steps.slice(-2)).toEqual(['S3 sync: failure', 'CloudFront invalidation: skipped']);
    expect(runner.awsCalls()).toHaveLength(1);
  });
});
