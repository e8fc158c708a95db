/** The sentences about the checks of a diagnosis, whole. */
import { expect, it } from 'vitest';
import * as say from './messages.ts';

it('a check that failed', () => {
  expect(
    [...say.KNOWN_CHECKS, 'frontend', 'dns'].map((name) => say.checkFixText(name, 'VITE_API_BASE')),
  ).toMatchInlineSnapshot(`
    [
      "Let the AWS role trust this repository: its trust policy has to name GitHub's OIDC provider and the \`sub\` of this repository and environment, and the workflow needs \`permissions: id-token: write\`.",
      "Give the role \`s3:ListBucket\` on the bucket. See whether its name is right, and whether Client Deploy has put index.html there.",
      "See in the CloudFront console whether the distribution is enabled and deployed, and give the role \`cloudfront:GetDistribution\`.",
      "See the API's logs and its last deploy; VITE_API_BASE has to lead to the stage whose /health answers 200.",
      "See the API's logs; if /health is well, the route /hello is missing or fails: deploy the API again.",
      "Run /verify-latest to see what the frontend answers, then deploy it again with /deploy-client.",
      "See what the log of the run says about dns.",
    ]
  `);
});

it('a check whose answer says 200, and is another one than the API gives', () => {
  expect(
    ['api_health', 'api_hello', 'frontend'].map((name) => say.checkFixText(name, 'VITE_API_BASE', 200)),
  ).toMatchInlineSnapshot(`
      [
        "Something answers, but not as /health is to, with JSON or a few words: see where VITE_API_BASE leads, the routing before the API, and the API's logs.",
        "Something answers, but not as /hello is to, with JSON or a few words: see where VITE_API_BASE leads, the routing before the API, and the API's logs.",
        "Run /verify-latest to see what the frontend answers, then deploy it again with /deploy-client.",
      ]
    `);
});
