/** Sentences about endpoints: what was seen, in a few words, and what to do about it. */
import { cutLine } from '@valine/contracts';
import type { ProbeProblem } from '@valine/safe-http';
import type { CustomCheck } from '@valine/settings';

const MOST_SEEN = 160;

const PROBLEMS: Readonly<Record<ProbeProblem['problem'], string>> = {
  refused_url: 'the URL is refused',
  dns: 'the host name leads nowhere',
  connection: 'no connection',
  tls: 'no safe connection',
  timeout: 'no whole answer in time',
  too_many_redirects: 'redirects too often',
  redirect_loop: 'redirects in a circle',
  bad_answer: 'the answer is not HTTP',
};

/** What was seen. */
export const SEEN = {
  noPage: 'no page to find it in',
  longPage: 'not in what was read of the page, which is very long',
  noAsset: 'the page loads no file with a hash in its name',
  leadsOn: 'the page sends its visitors on to another',
  brokenJson: 'says JSON and is not',
  blank: 'an empty body',
  noHtml: 'no HTML in it',
  binary: 'bytes that are no text',
} as const;

/** What to do about it. */
export const FIXES = {
  endlessPage: 'A page is never that long: see what the origin serves, and whether the answer ends at all.',
  endlessApi: 'Let this route answer with a few words: it is read to its end at every verification.',
  notHtml: 'It has to be HTML: upload index.html with the content type `text/html`.',
  noHtml: 'A browser shows nothing of it: see whether the built index.html was uploaded whole, then deploy again.',
  differs:
    'Both are one page, so one of them is probably old: upload index.html to one place, and let the invalidation cover both addresses (`/*`).',
  keptPage:
    'Upload index.html with `Cache-Control: no-cache`: browsers that keep it ask for files that the next deploy has removed.',
  noPage: 'It is looked for in the page: mend `GET /` first.',
  longPage: 'Load the script earlier in the page, or make the page shorter: 512 KB of it are read.',
  noAsset:
    'See whether the page is the built index.html, and let the bundler put a hash into file names (`[name]-[hash].js`).',
  assetStatus:
    'The page loads a file that is not there: let the S3 sync upload the assets before index.html, and see whether the invalidation covers `/index.html`.',
  assetIsPage:
    'A web page answers for a file that is missing: upload the assets before index.html, and let the fallback page answer for routes only.',
  shortLived:
    'Upload hashed files with `Cache-Control: public, max-age=31536000, immutable`: their names change with their content.',
  leadsOn: 'Give the address that it leads to as FRONTEND_BASE_URL: that page is checked then.',
  broken: 'No browser can unpack it: send it with the Content-Encoding that its bytes have, or without one.',
  unsure:
    'Not every browser reads it: send it with the one Content-Encoding that its bytes have (`gzip`, `br`), or without.',
  binary: 'Browsers take it for text: if it is packed, send it with the Content-Encoding that its bytes have.',
  slow: 'It is slower than it may be: see its load and its last change, or raise `max_ms` in CUSTOM_CHECKS.',
} as const;

export function problemText({ problem }: Pick<ProbeProblem, 'problem'>): string {
  return PROBLEMS[problem];
}

/** `setting`: where the URL comes from. */
export function problemFixText({ problem, detail }: Pick<ProbeProblem, 'problem' | 'detail'>, setting: string): string {
  const said = cutLine(detail, 300);
  return problem === 'refused_url' || problem === 'dns' ? `Correct ${setting}. ${said}` : said;
}

export function notSetText(setting: string): string {
  return `${setting} is not set`;
}

export function notSetFixText(setting: string): string {
  return `Set ${setting} in the stage's configuration and deploy it; then this is checked too.`;
}

/** `parts` that are empty are left out. */
export function seenText(...parts: string[]): string {
  return cutLine(parts.filter((part) => part !== '').join(', '), MOST_SEEN);
}

/** The status that came stands beside it. */
export function wantedStatusText(status: number): string {
  return `${status} wanted`;
}

/** `type` is empty where the answer tells none. */
export function typeText(type: string): string {
  return type === '' ? 'no content type' : type;
}

export function cacheControlText(header: string | undefined): string {
  return header === undefined ? 'no Cache-Control' : `Cache-Control: ${header}`;
}

/** `origin`: where redirects led to. */
export function answeredByText(origin: string): string {
  return `answered by ${origin}`;
}

/** `header`: a Content-Encoding. */
export function codingText(header: string | undefined): string {
  return `Content-Encoding: ${header?.trim() || '(empty)'}`;
}

/** `other`: the other address of the page. */
export function differsText(other: string): string {
  return `loads other files than ${other}`;
}

/** `origin`: where the page loads a file from. */
export function otherOriginText(origin: string): string {
  return `on another origin, ${origin}`;
}

export function otherOriginFixText({ detail }: Pick<ProbeProblem, 'detail'>): string {
  return `The page loads it from there, and it could not be seen. ${cutLine(detail, 300)}`;
}

export function endlessText(bytes: number): string {
  return `more than ${bytes / 1024} KB`;
}

export function pageStatusFixText(status: number): string {
  if (status === 403 || status === 404)
    return "Nothing is served there: see whether the S3 sync uploaded index.html, and whether CloudFront's origin, its access to the bucket and its default root object are right.";
  if (status >= 500)
    return 'The server fails: see the logs of CloudFront and its origin, then deploy again or roll back.';
  return 'It has to answer 200: see whether FRONTEND_BASE_URL is the address of the site itself.';
}

/** `type`: the right one. */
export function assetTypeFixText(type: string): string {
  return `Browsers refuse it with this type: let the S3 sync upload such files with the content type \`${type}\`.`;
}

/** Who says 403: `refusalOf` of the workflow's rules. */
type DeniedBy = 'no_route' | 'gateway' | 'other';

/** `setting`: what leads to the API. */
export function apiStatusFixText(path: string, status: number, setting: string, refusal?: DeniedBy): string {
  if (refusal !== undefined) return refusalFixText(path, setting, refusal);
  if (status === 401 || status === 403)
    return `Let ${path} answer without credentials, or see why the API refuses them.`;
  if (status === 404)
    return `The API has no ${path} there: see whether ${setting} has the path of its stage, and whether the API is deployed.`;
  if (status === 429) return 'The API turns requests away: see its throttling limits.';
  if (status >= 500) return "The API fails: see its function's logs and last deploy, then deploy again or roll back.";
  return `${path} has to answer 200: see what the API does there.`;
}

function refusalFixText(path: string, setting: string, refusal: DeniedBy): string {
  switch (refusal) {
    case 'no_route':
      return `API Gateway has no such route or stage: see the path of ${setting}, and whether the API is deployed with ${path}. (A route with IAM authorization says the same.)`;
    case 'gateway':
      return `API Gateway says so where there is no such stage, where ${path} wants an API key, or where a firewall (WAF) refuses it: see the path of ${setting} first.`;
    case 'other':
      return `What refuses it looks like a page or a file store, not like the API: see where ${setting} leads, and the routing (CloudFront, WAF) before the API.`;
  }
}

export function apiIsPageFixText(setting: string): string {
  return `A web page answers instead of the API: ${setting} leads to the frontend or its fallback page. Correct it, or the routing before the API.`;
}

export function apiTypeFixText(path: string): string {
  return `Let ${path} answer with \`application/json\` (or \`text/plain\`): see what answers there, and the routing before the API.`;
}

/** `type`: what it is called. */
export function webPageText(type: string): string {
  return type === 'text/html' ? type : `a web page, called ${type}`;
}

export function apiBlankFixText(path: string): string {
  return `Let ${path} answer with JSON or a few words: nothing shows that the API itself answers.`;
}

export function brokenJsonFixText(path: string): string {
  return `Let ${path} answer with whole JSON: see the API's logs.`;
}

export function customStatusFixText({ name, expect_status }: Pick<CustomCheck, 'name' | 'expect_status'>): string {
  return `It should answer ${expect_status}: see the service behind it, or correct ${name} in CUSTOM_CHECKS.`;
}

export function missingHeaderText(header: string): string {
  return `no header ${header}`;
}

export function missingHeaderFixText(header: string): string {
  return `It should answer with the header \`${header}\`: see the service behind it, or correct CUSTOM_CHECKS.`;
}

export function slowText(ms: number, most: number): string {
  return `${ms} ms, at most ${most} wanted`;
}
