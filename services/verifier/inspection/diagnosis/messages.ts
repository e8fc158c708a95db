/** Sentences about a diagnosis: why it cannot be believed, and what to do about each check. */
import type { SummaryCheck, SummaryProblem } from './summary.ts';

const PROBLEMS: Readonly<Record<SummaryProblem, string>> = {
  missing:
    'The run left no artifact `diagnose-summary`. See in its log whether the upload ran, and whether the workflow file is the one that comes with this system.',
  unread:
    'The artifact `diagnose-summary` could not be read: GitHub, or the storage it keeps artifacts in, did not give it. Open the run to see the summary, or run /diagnose again.',
  expired: 'The artifact `diagnose-summary` has expired and cannot be read any more. Run /diagnose again.',
  too_large:
    'The artifact `diagnose-summary` is larger than a summary can be, so it was not read. See what the workflow puts into it; it should upload diagnose-summary.json alone.',
  broken:
    'The artifact `diagnose-summary` is not a whole ZIP, so it cannot be read. Run /diagnose again; if it stays so, see how the workflow uploads it.',
  hostile:
    'The artifact `diagnose-summary` is made in a way that no upload makes (encrypted, with entries of one name, with too many, or packed beyond measure), so it was not read. See who changed the workflow.',
  missing_entry:
    'The artifact `diagnose-summary` does not have the file diagnose-summary.json. See which path the workflow uploads.',
  not_json: 'diagnose-summary.json is not JSON. See in the log of the run how it was written.',
  repeated_keys:
    'diagnose-summary.json gives a field twice, so nobody can tell which one is meant. See in the log of the run how it was written.',
  other_shape:
    'diagnose-summary.json does not have the fields of a summary (correlation_id, checks with ok). Compare the workflow file with the one that comes with this system.',
  other_correlation_id:
    'The summary that the run left carries the correlation id of another run, so it is not believed. Run /diagnose again.',
};

export const SAID = {
  contradiction:
    'The summary does not call the diagnosis a success although every check in it is ok. See the log of the run.',
  notReported: 'not in the summary',
  notReportedFix:
    'See in the log of the run why this was not checked, and compare the workflow file with the one that comes with this system.',
} as const;

export function summaryProblemText(problem: SummaryProblem): string {
  return PROBLEMS[problem];
}

export function fromLogText(problem: SummaryProblem): string {
  return `${summaryProblemText(problem)} The checks shown are from the log of the run.`;
}

/** Of a check that is neither ok nor bad. `status`: 0 where no answer came. */
export function doubtText({ ok, status = 0 }: Pick<SummaryCheck, 'ok' | 'status'>): { details: string; fix: string } {
  if (ok === undefined)
    return {
      details: 'the summary does not tell whether it is ok',
      fix: 'See in the log of the run what this check found. A check has to say ok with true or false.',
    };
  return {
    details: `called ok with status ${status}`,
    fix: 'The summary contradicts itself. See in the log of the run what was answered; a check that wants such a status reports ok without it.',
  };
}

export const KNOWN_CHECKS = ['oidc', 's3_read', 'cloudfront', 'api_health', 'api_hello'] as const;

/** `api`: what leads to it. */
function apiHealthFixText(api: string): string {
  return `See the API's logs and its last deploy; ${api} has to lead to the stage whose /health answers 200.`;
}

const FIXES = new Map<string, string>([
  [
    'oidc',
    "Let the AWS role trust this repository: its trust policy has to name GitHub's OIDC provider and the `sub` of this repository and environment, and the workflow needs `permissions: id-token: write`.",
  ],
  [
    's3_read',
    'Give the role `s3:ListBucket` on the bucket. See whether its name is right, and whether Client Deploy has put index.html there.',
  ],
  [
    'cloudfront',
    'See in the CloudFront console whether the distribution is enabled and deployed, and give the role `cloudfront:GetDistribution`.',
  ],
  ['api_hello', "See the API's logs; if /health is well, the route /hello is missing or fails: deploy the API again."],
  ['frontend', 'Run /verify-latest to see what the frontend answers, then deploy it again with /deploy-client.'],
]);

/** It said 200: a page of the site, say, or nothing. */
function answersOtherwiseFixText(name: string, api: string): string {
  const path = name === 'api_health' ? '/health' : '/hello';
  return `Something answers, but not as ${path} is to, with JSON or a few words: see where ${api} leads, the routing before the API, and the API's logs.`;
}

/** `api`: the setting or the option that leads to it. `status`: which it answered with. */
export function checkFixText(name: string, api: string, status?: number): string {
  if (status === 200 && (name === 'api_health' || name === 'api_hello')) return answersOtherwiseFixText(name, api);
  if (name === 'api_health') return apiHealthFixText(api);
  return FIXES.get(name) ?? `See what the log of the run says about ${name}.`;
}
