import { beforeEach, describe, expect, it } from 'vitest';
import { type AwsAnswer, createRunner, type TestRunner } from './test-runner.ts';

const ACCOUNT = '123456789012';
const CONFIGURED = {
  EXPECTED_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/ci/valine-diagnose`,
  S3_BUCKET: 'web-shop',
  CLOUDFRONT_DISTRIBUTION_ID: 'E2EXAMPLE',
};

const CALLS = {
  oidc: 'sts get-caller-identity',
  s3_read: 's3api list-objects-v2',
  cloudfront: 'cloudfront get-distribution',
} as const;
type Check = keyof typeof CALLS;

let runner: TestRunner;
beforeEach(() => {
  runner = createRunner();
});

/** Runs a check against what the CLI answers; the limit is short only where it has to run out. */
async function check(name: Check, answer: AwsAnswer, env: Record<string, string> = {}) {
  runner.answerAws({ [CALLS[name]]: answer });
  const limit = answer === 'hang' ? { VALINE_AWS_TIMEOUT_MS: '100' } : {};
  const { code, log } = await runner.run(`node .github/valine/check.mjs ${name}`, { ...CONFIGURED, ...limit, ...env });
  expect(log).not.toContain(ACCOUNT);
  return { code, log, result: runner.result(name) };
}

function identity(arn: string): AwsAnswer {
  return { out: { UserId: 'AROA:valine-diagnose', Account: ACCOUNT, Arn: arn } };
}

function distribution(Status: string, Enabled: boolean): AwsAnswer {
  return { out: { ETag: 'E1', Distribution: { Id: 'E2EXAMPLE', Status, DistributionConfig: { Enabled } } } };
}

function denied(call: string): AwsAnswer {
  return {
    err: `\nAn error occurred (AccessDenied) when calling the ${call} operation: User: arn:aws:sts::${ACCOUNT}:assumed-role/x is not authorized\n`,
  };
}

describe('the checks of AWS, when all is well', () => {
  const page = { Key: 'index.html', Size: 812, LastModified: '2026-11-20T09:12:44+00:00' };

  it.each<[Check, AwsAnswer, string, string]>([
    [
      'oidc',
      identity(`arn:aws:sts::${ACCOUNT}:assumed-role/valine-diagnose/valine-diagnose`),
      'runs as the role valine-diagnose',
      'sts get-caller-identity',
    ],
    [
      's3_read',
      { out: { KeyCount: 1, Contents: [page] } },
      'index.html is there (812 bytes, changed 2026-11-20T09:12:44+00:00)',
      's3api list-objects-v2 --bucket=web-shop --prefix=index.html --max-keys=1',
    ],
    [
      'cloudfront',
      distribution('Deployed', true),
      'Deployed and enabled',
      'cloudfront get-distribution --id=E2EXAMPLE',
    ],
  ])('say what was seen: %s', async (name, answer, details, call) => {
    const { code, log, result } = await check(name, answer);
    expect(result).toEqual({ ok: true, details, ms: expect.any(Number) });
    expect({ code, log }).toEqual({ code: 0, log: `✅ ${name}: ${details}\n` });
    expect(runner.awsCalls()).toEqual([`${call} --output json`]);
  });
});

describe('the checks of AWS, when something is wrong', () => {
  it.each<[Check, string, AwsAnswer, string]>([
    ['oidc', 'no credentials', { err: 'Unable to locate credentials.' }, 'there are no AWS credentials'],
    ['oidc', 'expired', { err: 'An error occurred (ExpiredToken) when calling' }, 'the AWS credentials have expired'],
    ['oidc', 'another role', identity(`arn:aws:sts::${ACCOUNT}:assumed-role/admin/x`), 'runs as admin, not as valine-'],
    ['oidc', 'another account', identity('arn:aws:sts::999:assumed-role/valine-diagnose/x'), 'not as valine-diagnose'],
    ['oidc', 'a user', identity(`arn:aws:iam::${ACCOUNT}:user/eve`), 'runs as something that is no role'],
    ['s3_read', 'denied', denied('ListObjectsV2'), 'AWS denies it (AccessDenied): allow the role s3:ListBucket'],
    ['s3_read', 'no bucket', { err: 'An error occurred (NoSuchBucket) when' }, 'correct the variable S3_BUCKET'],
    ['s3_read', 'an empty bucket', { out: '' }, 'holds no index.html: run Client Deploy'],
    ['s3_read', 'a like key', { out: { Contents: [{ Key: 'index.html.gz' }] } }, 'holds no index.html'],
    ['cloudfront', 'rolling out', distribution('InProgress', true), 'InProgress: CloudFront is rolling a change out'],
    ['cloudfront', 'disabled', distribution('Deployed', false), 'the distribution is disabled'],
    ['cloudfront', 'an unknown status', distribution('Odd', true), 'does not say that the distribution is deployed'],
    ['cloudfront', 'no distribution', { out: {} }, 'does not say that the distribution is deployed'],
    ['cloudfront', 'denied', denied('GetDistribution'), 'allow the role cloudfront:GetDistribution'],
    ['cloudfront', 'gone', { err: 'An error occurred (NoSuchDistribution) when' }, 'correct the variable CLOUDFRONT_'],
    ['cloudfront', 'no JSON', { out: 'Deployed' }, 'the AWS CLI answered something that is not JSON'],
    ['cloudfront', 'another error', { err: 'An error occurred (Throttling) when' }, 'AWS answered Throttling'],
    ['cloudfront', 'no error code', { err: 'Segmentation fault' }, 'failed without an error code'],
    ['cloudfront', 'no answer', 'hang', 'AWS did not answer in time'],
  ])('%s fails and says what to do: %s', async (name, _, answer, details) => {
    const { code, log, result } = await check(name, answer);
    expect(result).toEqual({ ok: false, details: expect.stringContaining(details), ms: expect.any(Number) });
    expect(code).toBe(1);
    expect(log).toMatch(new RegExp(`^❌ ${name}: .+\n::error title=${name}::.+\n$`));
  });

  it.each<[Check, string, string]>([
    ['oidc', 'EXPECTED_ROLE_ARN', 'AWS_DIAGNOSE_ROLE_ARN'],
    ['s3_read', 'S3_BUCKET', 'S3_BUCKET'],
    ['cloudfront', 'CLOUDFRONT_DISTRIBUTION_ID', 'CLOUDFRONT_DISTRIBUTION_ID'],
  ])('%s is not ok without %s, and names the variable to set', async (name, variable, setting) => {
    const { code, result } = await check(name, { out: {} }, { [variable]: '' });
    expect({ code, result }).toEqual({
      code: 1,
      result: {
        ok: false,
        details: `not configured: set the variable ${setting} in the repository's settings (Secrets and variables, Actions)`,
      },
    });
    expect(runner.awsCalls()).toEqual([]);
  });

  it('says that the CLI is missing', async () => {
    runner.removeAws();
    const { code, result } = await check('s3_read', { out: {} });
    expect(code).toBe(1);
    expect(result).toMatchObject({ ok: false, details: expect.stringContaining('the AWS CLI is not on this runner') });
  });

  it('hands a hostile setting on as one argument', async () => {
    await check('s3_read', { out: {} }, { S3_BUCKET: '--debug "$(touch x)" `id`' });
    expect(runner.awsCalls()[0]).toContain('--bucket=--debug "$(touch x)" `id` --prefix');
  });
});

describe('an unknown check', () => {
  it('fails and names those there are', async () => {
    const { code, log } = await runner.run('node .github/valine/check.mjs toString', {});
    expect(code).toBe(2);
    expect(log).toContain('Name one of: oidc, s3_read, cloudfront, api_health, api_hello, frontend.');
  });
});
