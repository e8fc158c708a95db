/** Every sentence a person reads of a check: what was seen and, where it is not well, what to do. Never a URL or an ARN. */

export function notConfiguredText(kind, name) {
  return `not configured: set the ${kind} ${name} in the repository's settings (Secrets and variables, Actions)`;
}

const AWS_PROBLEMS = {
  missing: 'the AWS CLI is not on this runner: use a GitHub-hosted runner, or install it',
  timeout: 'AWS did not answer in time: run the workflow again, and look at the AWS health dashboard',
  no_credentials: 'there are no AWS credentials: see what the step “AWS credentials (OIDC)” says',
  no_region: 'no endpoint of AWS was reached: set the variable AWS_REGION to the region of the bucket',
  unreadable: 'the AWS CLI answered something that is not JSON: run the workflow again',
  failed: 'the AWS CLI failed without an error code: see this step’s log',
  ExpiredToken: 'the AWS credentials have expired: run the workflow again',
  InvalidClientTokenId: 'AWS does not know these credentials: see what the step “AWS credentials (OIDC)” says',
  NoSuchBucket: 'there is no such bucket: correct the variable S3_BUCKET',
  PermanentRedirect: 'the bucket is in another region: correct the variable AWS_REGION',
  NoSuchDistribution: 'there is no such distribution: correct the variable CLOUDFRONT_DISTRIBUTION_ID',
};

/** `needs`: the permission to give when AWS denies the call. */
export function awsProblemText(problem, needs) {
  if (/^AccessDenied|^Unauthorized|^403$/.test(problem)) return `AWS denies it (${problem}): allow the role ${needs}`;
  return Object.hasOwn(AWS_PROBLEMS, problem)
    ? AWS_PROBLEMS[problem]
    : `AWS answered ${problem}: look it up in the documentation of ${needs}`;
}

export function roleText(role) {
  return `runs as the role ${role}`;
}

export function wrongRoleText(actual, expected) {
  return `runs as ${actual ?? 'something that is no role'}, not as ${expected}: correct AWS_DIAGNOSE_ROLE_ARN, or the runner’s own credentials come first`;
}

export function siteText({ Size, LastModified }) {
  return `index.html is there (${Size ?? 'unknown'} bytes, changed ${LastModified ?? 'at an unknown time'})`;
}

export function noSiteText() {
  return 'the bucket can be read, but holds no index.html: run Client Deploy, or correct the variable S3_BUCKET';
}

export function distributionText() {
  return 'Deployed and enabled';
}

export function distributionProblemText(status, enabled) {
  if (status === 'InProgress') return 'InProgress: CloudFront is rolling a change out; check again in a few minutes';
  if (status === 'Deployed' && enabled === false) return 'the distribution is disabled: enable it in CloudFront';
  return 'CloudFront does not say that the distribution is deployed and enabled: look at it in the AWS console';
}

export function answeredText(status) {
  return `HTTP ${status}`;
}

const REFUSALS = {
  no_route: (where) => `there is no such route or stage: look at the path in ${where}, and deploy the API`,
  gateway: (where) =>
    `so says API Gateway where there is no such stage, or a key is wanted: look at the path in ${where}`,
  other: (where) => `what refuses it looks like a page or a file store, not like the API: look at ${where}`,
};

/** `where`: the setting or thing to look at. `refusal`: who says 403, where that is known. */
export function wrongStatusText(kind, status, where, refusal) {
  if (status >= 300 && status < 400) return `HTTP ${status}, a redirect: give its final address in ${where}`;
  if (refusal !== undefined) return `HTTP ${status}: ${kind === 'api' ? REFUSALS[refusal](where) : noPageText()}`;
  if (status === 401 || status === 403) return `HTTP ${status}: it must answer without signing in; look at ${where}`;
  if (status === 404) return `HTTP 404, nothing there: look at ${where}`;
  return status >= 500
    ? `HTTP ${status}: read the logs of what serves it`
    : `HTTP ${status}, not 200: look at ${where}`;
}

function noPageText() {
  return 'nothing is served there: look at the default root object of the distribution and its access to the bucket';
}

const WRONG_ANSWERS = {
  frontend: {
    type: () => 'what comes is not HTML: look at the default root object and the origin of the distribution',
    blank: () => 'there is no HTML in what comes: deploy the built index.html again',
  },
  api: {
    blank: () => 'nothing comes with it: let the route answer with JSON or a few words',
    page: (where) =>
      `a web page answers instead of the API: look at ${where}, and at the fallback page of the frontend`,
    type: () => 'what comes is called neither JSON nor plain text: see what answers there',
    broken_json: () => 'what comes says JSON and is not: read the logs of the API',
  },
};

/** `fault`: as `pageFault` and `apiFault` say it. */
export function wrongAnswerText(kind, fault, where) {
  return `HTTP 200, but ${WRONG_ANSWERS[kind][fault](where)}`;
}

export function endlessText() {
  return 'HTTP 200, but far more comes than such an answer has: see whether it ends at all';
}

/** `coding`: its Content-Encoding. */
export function unreadableText(coding) {
  return `HTTP 200, but what comes cannot be read (Content-Encoding: ${(coding ?? 'none').slice(0, 40)}): send it without that`;
}

export function notAnAddressText(where) {
  return `is no http(s) address without a user, a password, “?” and “#”: correct ${where}`;
}

const CONNECTION_PROBLEMS = {
  timeout: (where) => `no answer in time: see whether it is up, and look at ${where}`,
  dns: (where) => `its name does not resolve: look at ${where} and at the DNS`,
  refused: (where) => `the connection was refused: see whether it is up, and look at ${where}`,
  tls: (where) => `TLS does not come about: see whether its certificate is valid, and look at ${where}`,
  coding: () => 'no browser can unpack what comes: its Content-Encoding is not what its bytes are',
  other: (where) => `the connection failed: see whether it is up, and look at ${where}`,
};

export function connectionProblemText(problem, where) {
  return CONNECTION_PROBLEMS[problem](where);
}

export function noResultText() {
  return 'its step left no result: see the log of the run';
}
