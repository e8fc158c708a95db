/** Every sentence about endpoints, whole. */
import { expect, it } from 'vitest';
import * as say from './messages.ts';

const PROBLEMS = [
  'refused_url',
  'dns',
  'connection',
  'tls',
  'timeout',
  'too_many_redirects',
  'redirect_loop',
  'bad_answer',
] as const;

it('an endpoint that gave no answer', () => {
  expect(PROBLEMS.map((problem) => say.problemText({ problem }))).toMatchInlineSnapshot(`
    [
      "the URL is refused",
      "the host name leads nowhere",
      "no connection",
      "no safe connection",
      "no whole answer in time",
      "redirects too often",
      "redirects in a circle",
      "the answer is not HTTP",
    ]
  `);
  const detail = 'It did not answer whole within 5000 ms: see whether the service is up.';
  expect(say.problemFixText({ problem: 'timeout', detail }, 'VITE_API_BASE')).toBe(detail);
  expect(
    say.problemFixText({ problem: 'refused_url', detail: 'The URL is no https.' }, 'VITE_API_BASE'),
  ).toMatchInlineSnapshot(`"Correct VITE_API_BASE. The URL is no https."`);
});

it('an endpoint that is not configured', () => {
  expect([say.notSetText('VITE_API_BASE'), say.notSetFixText('VITE_API_BASE')]).toMatchInlineSnapshot(`
    [
      "VITE_API_BASE is not set",
      "Set VITE_API_BASE in the stage's configuration and deploy it; then this is checked too.",
    ]
  `);
});

it('the type that was seen', () => {
  expect([say.typeText(''), say.typeText('image/png')]).toEqual(['no content type', 'image/png']);
});

it('what was seen', () => {
  expect([
    say.seenText(say.wantedStatusText(200), '', say.answeredByText('https://other.example')),
    say.cacheControlText(undefined),
    say.cacheControlText('max-age=60'),
    say.endlessText(524_288),
    say.unreadableText(undefined),
    say.unreadableText('zstd'),
    say.brokenJsonText(),
    say.missingHeaderText('X-Frame-Options: DENY'),
    say.slowText(900, 500),
  ]).toMatchInlineSnapshot(`
    [
      "200 wanted, answered by https://other.example",
      "no Cache-Control",
      "Cache-Control: max-age=60",
      "more than 512 KB",
      "cannot be read (Content-Encoding: none)",
      "cannot be read (Content-Encoding: zstd)",
      "says JSON and is not",
      "no header X-Frame-Options: DENY",
      "900 ms, at most 500 wanted",
    ]
  `);
});

it('what was seen of an asset', () => {
  expect([say.noPageText(), say.longPageText(), say.noAssetText()]).toMatchInlineSnapshot(`
    [
      "no page to find it in",
      "not in what was read of the page, which is very long",
      "the page loads no file with a hash in its name",
    ]
  `);
});

it('what to do about a page', () => {
  expect([
    ...[403, 404, 502, 301].map(say.pageStatusFixText),
    say.notHtmlFixText(),
    say.keptPageFixText(),
    say.endlessPageFixText(),
  ]).toMatchInlineSnapshot(`
    [
      "Nothing is served there: see whether the S3 sync uploaded index.html, and whether CloudFront's origin, its access to the bucket and its default root object are right.",
      "Nothing is served there: see whether the S3 sync uploaded index.html, and whether CloudFront's origin, its access to the bucket and its default root object are right.",
      "The server fails: see the logs of CloudFront and its origin, then deploy again or roll back.",
      "It has to answer 200: see whether FRONTEND_BASE_URL is the address of the site itself.",
      "It has to be HTML: upload index.html with the content type \`text/html\`.",
      "Upload index.html with \`Cache-Control: no-cache\`: browsers that keep it ask for files that the next deploy has removed.",
      "A page is never that long: see what the origin serves, and whether the answer ends at all.",
    ]
  `);
});

it('what to do about an asset', () => {
  expect([
    say.noPageFixText(),
    say.noAssetFixText(),
    say.assetStatusFixText(),
    say.assetIsPageFixText(),
    say.assetTypeFixText('text/javascript'),
    say.shortLivedFixText(),
  ]).toMatchInlineSnapshot(`
    [
      "It is looked for in the page: mend \`GET /\` first.",
      "See whether the page is the built index.html, and let the bundler put a hash into file names (\`[name]-[hash].js\`).",
      "The page loads a file that is not there: let the S3 sync upload the assets before index.html, and see whether the invalidation covers \`/index.html\`.",
      "A web page answers for a file that is missing: upload the assets before index.html, and let the fallback page answer for routes only.",
      "Browsers refuse it with this type: let the S3 sync upload such files with the content type \`text/javascript\`.",
      "Upload hashed files with \`Cache-Control: public, max-age=31536000, immutable\`: their names change with their content.",
    ]
  `);
});

it('what to do about the API', () => {
  expect([
    ...[401, 403, 404, 429, 500, 204].map((status) => say.apiStatusFixText('/health', status, 'VITE_API_BASE')),
    say.apiIsPageFixText('api_base'),
    say.apiTypeFixText('/hello'),
    say.brokenJsonFixText('/health'),
    say.endlessApiFixText(),
    say.unreadableFixText(),
  ]).toMatchInlineSnapshot(`
    [
      "Let /health answer without credentials, or see why the API refuses them.",
      "Let /health answer without credentials, or see why the API refuses them.",
      "The API has no /health there: see whether VITE_API_BASE has the path of its stage, and whether the API is deployed.",
      "The API turns requests away: see its throttling limits.",
      "The API fails: see its function's logs and last deploy, then deploy again or roll back.",
      "/health has to answer 200: see what the API does there.",
      "A web page answers instead of the API: api_base leads to the frontend or its fallback page. Correct it, or the routing before the API.",
      "Let /hello answer with \`application/json\` (or \`text/plain\`): see what answers there, and the routing before the API.",
      "Let /health answer with whole JSON: see the API's logs.",
      "Let this route answer with a few words: it is read to its end at every verification.",
      "Let it answer uncompressed where nobody asks for compression.",
    ]
  `);
});

it('what to do about a check of a team’s own', () => {
  expect([
    say.customStatusFixText({ name: 'Docs', expect_status: 401 }),
    say.missingHeaderFixText('X-Frame-Options'),
    say.slowFixText(),
  ]).toMatchInlineSnapshot(`
    [
      "It should answer 401: see the service behind it, or correct Docs in CUSTOM_CHECKS.",
      "It should answer with the header \`X-Frame-Options\`: see the service behind it, or correct CUSTOM_CHECKS.",
      "It is slower than it may be: see its load and its last change, or raise \`max_ms\` in CUSTOM_CHECKS.",
    ]
  `);
});
