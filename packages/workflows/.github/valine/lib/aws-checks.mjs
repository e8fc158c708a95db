/** What the run sees of AWS: its own role, the bucket and the distribution. */
import { text } from './environment.mjs';
import {
  awsProblemText,
  distributionProblemText,
  distributionText,
  noSiteText,
  notConfiguredText,
  roleText,
  siteText,
  wrongRoleText,
} from './messages.mjs';
import { runAws } from './run-aws.mjs';

/** The OIDC role, and no other: a self-hosted runner may have credentials of its own. */
export async function checkOidc() {
  const expected = roleOf(text('EXPECTED_ROLE_ARN'));
  if (expected === undefined) return { ok: false, details: notConfiguredText('variable', 'AWS_DIAGNOSE_ROLE_ARN') };
  const { problem, json, ms } = await runAws('sts', 'get-caller-identity');
  if (problem) return { ok: false, details: awsProblemText(problem, 'sts:GetCallerIdentity'), ms };
  const actual = roleOf(String(json.Arn));
  const ok = actual !== undefined && actual.name === expected.name && actual.account === expected.account;
  return { ok, details: ok ? roleText(actual.name) : wrongRoleText(actual?.name, expected.name), ms };
}

export async function checkS3Read() {
  const bucket = text('S3_BUCKET');
  if (bucket === '') return { ok: false, details: notConfiguredText('variable', 'S3_BUCKET') };
  const { problem, json, ms } = await runAws(
    's3api',
    'list-objects-v2',
    `--bucket=${bucket}`,
    '--prefix=index.html',
    '--max-keys=1',
  );
  if (problem) return { ok: false, details: awsProblemText(problem, 's3:ListBucket on the bucket'), ms };
  const page = Array.isArray(json.Contents) ? json.Contents.find(({ Key }) => Key === 'index.html') : undefined;
  return { ok: page !== undefined, details: page === undefined ? noSiteText() : siteText(page), ms };
}

export async function checkCloudFront() {
  const id = text('CLOUDFRONT_DISTRIBUTION_ID');
  if (id === '') return { ok: false, details: notConfiguredText('variable', 'CLOUDFRONT_DISTRIBUTION_ID') };
  const { problem, json, ms } = await runAws('cloudfront', 'get-distribution', `--id=${id}`);
  if (problem)
    return { ok: false, details: awsProblemText(problem, 'cloudfront:GetDistribution on the distribution'), ms };
  const status = json.Distribution?.Status;
  const enabled = json.Distribution?.DistributionConfig?.Enabled;
  const ok = status === 'Deployed' && enabled === true;
  return { ok, details: ok ? distributionText() : distributionProblemText(status, enabled), ms };
}

/** `arn:aws:iam::<account>:role/<path…>/<name>` and `arn:aws:sts::<account>:assumed-role/<name>/<session>`. */
function roleOf(arn) {
  const found =
    /^arn:[\w-]+:(?:iam::(?<account>\d+):role\/(?:.*\/)?|sts::(?<assumedIn>\d+):assumed-role\/)(?<name>[\w+=,.@-]+)/.exec(
      arn,
    )?.groups;
  return found && { account: found.account ?? found.assumedIn, name: found.name };
}
