/** The sentences about endpoints that are put together; the others stand whole in their table. */
import { expect, it } from 'vitest';
import * as say from './messages.ts';

it('an endpoint that gave no answer', () => {
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
  expect(say.webPageText('text/html')).toBe('text/html');
  expect(say.webPageText('application/json')).toMatchInlineSnapshot(`"a web page, called application/json"`);
});

it('what was seen', () => {
  expect([
    say.seenText(say.wantedStatusText(200), '', say.answeredByText('https://other.example')),
    say.cacheControlText(undefined),
    say.cacheControlText('max-age=60'),
    say.endlessText(524_288),
    say.codingText(' '),
    say.codingText('aws-chunked,gzip'),
    say.differsText('/index.html'),
    say.otherOriginText('https://cdn.example.com'),
    say.missingHeaderText('X-Frame-Options: DENY'),
    say.slowText(900, 500),
  ]).toMatchInlineSnapshot(`
    [
      "200 wanted, answered by https://other.example",
      "no Cache-Control",
      "Cache-Control: max-age=60",
      "more than 512 KB",
      "Content-Encoding: (empty)",
      "Content-Encoding: aws-chunked,gzip",
      "loads other files than /index.html",
      "on another origin, https://cdn.example.com",
      "no header X-Frame-Options: DENY",
      "900 ms, at most 500 wanted",
    ]
  `);
});

it('what to do about a page', () => {
  expect([403, 404, 502, 301].map(say.pageStatusFixText)).toMatchInlineSnapshot(`
    [
      "Nothing is served there: see whether the S3 sync uploaded index.html, and whether CloudFront's origin, its access to the bucket and its default root object are right.",
      "Nothing is served there: see whether the S3 sync uploaded index.html, and whether CloudFront's origin, its access to the bucket and its default root object are right.",
      "The server fails: see the logs of CloudFront and its origin, then deploy again or roll back.",
      "It has to answer 200: see whether FRONTEND_BASE_URL is the address of the site itself.",
    ]
  `);
});

it('what to do about an asset', () => {
  expect(say.otherOriginFixText({ detail: 'The host name leads to no address.' })).toMatchInlineSnapshot(
    `"The page loads it from there, and it could not be seen. The host name leads to no address."`,
  );
  expect(say.assetTypeFixText('text/javascript')).toMatchInlineSnapshot(
    `"Browsers refuse it with this type: let the S3 sync upload such files with the content type \`text/javascript\`."`,
  );
});

it('what to do about the API', () => {
  expect([
    ...[401, 403, 404, 429, 500, 204].map((status) => say.apiStatusFixText('/health', status, 'VITE_API_BASE')),
    ...(['no_route', 'gateway', 'other'] as const).map((by) => say.apiStatusFixText('/health', 403, 'api_base', by)),
    say.apiIsPageFixText('api_base'),
    say.apiBlankFixText('/hello'),
    say.apiTypeFixText('/hello'),
    say.brokenJsonFixText('/health'),
  ]).toMatchInlineSnapshot(`
    [
      "Let /health answer without credentials, or see why the API refuses them.",
      "Let /health answer without credentials, or see why the API refuses them.",
      "The API has no /health there: see whether VITE_API_BASE has the path of its stage, and whether the API is deployed.",
      "The API turns requests away: see its throttling limits.",
      "The API fails: see its function's logs and last deploy, then deploy again or roll back.",
      "/health has to answer 200: see what the API does there.",
      "API Gateway has no such route or stage: see the path of api_base, and whether the API is deployed with /health. (A route with IAM authorization says the same.)",
      "API Gateway says so where there is no such stage, where /health wants an API key, or where a firewall (WAF) refuses it: see the path of api_base first.",
      "What refuses it looks like a page or a file store, not like the API: see where api_base leads, and the routing (CloudFront, WAF) before the API.",
      "A web page answers instead of the API: api_base leads to the frontend or its fallback page. Correct it, or the routing before the API.",
      "Let /hello answer with JSON or a few words: nothing shows that the API itself answers.",
      "Let /hello answer with \`application/json\` (or \`text/plain\`): see what answers there, and the routing before the API.",
      "Let /health answer with whole JSON: see the API's logs.",
    ]
  `);
});

it('what to do about a check of a team’s own', () => {
  expect([
    say.customStatusFixText({ name: 'Docs', expect_status: 401 }),
    say.missingHeaderFixText('X-Frame-Options'),
  ]).toMatchInlineSnapshot(`
    [
      "It should answer 401: see the service behind it, or correct Docs in CUSTOM_CHECKS.",
      "It should answer with the header \`X-Frame-Options\`: see the service behind it, or correct CUSTOM_CHECKS.",
    ]
  `);
});
