/** Every sentence about a diagnosis, whole. */
import { expect, it } from 'vitest';
import * as say from './messages.ts';

const PROBLEMS = [
  'missing',
  'expired',
  'too_large',
  'broken',
  'hostile',
  'missing_entry',
  'not_json',
  'repeated_keys',
  'other_shape',
  'other_correlation_id',
] as const;

it('a summary that cannot be believed', () => {
  expect(PROBLEMS.map(say.summaryProblemText)).toMatchInlineSnapshot(`
    [
      "The run left no artifact \`diagnose-summary\`. See in its log whether the upload ran, and whether the workflow file is the one that comes with this system.",
      "The artifact \`diagnose-summary\` has expired and cannot be read any more. Run /diagnose again.",
      "The artifact \`diagnose-summary\` is larger than a summary can be, so it was not read. See what the workflow puts into it; it should upload diagnose-summary.json alone.",
      "The artifact \`diagnose-summary\` is not a whole ZIP, so it cannot be read. Run /diagnose again; if it stays so, see how the workflow uploads it.",
      "The artifact \`diagnose-summary\` is made in a way that no upload makes (encrypted, with entries of one name, with too many, or packed beyond measure), so it was not read. See who changed the workflow.",
      "The artifact \`diagnose-summary\` does not have the file diagnose-summary.json. See which path the workflow uploads.",
      "diagnose-summary.json is not JSON. See in the log of the run how it was written.",
      "diagnose-summary.json gives a field twice, so nobody can tell which one is meant. See in the log of the run how it was written.",
      "diagnose-summary.json does not have the fields of a summary (correlation_id, checks with ok). Compare the workflow file with the one that comes with this system.",
      "The summary that the run left carries the correlation id of another run, so it is not believed. Run /diagnose again.",
    ]
  `);
  expect(say.contradictionText()).toMatchInlineSnapshot(
    `"The summary does not call the diagnosis a success although every check in it is ok. See the log of the run."`,
  );
});

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

it('a check of an API that a person gave', () => {
  expect(say.checkFixText('api_health', 'api_base')).toMatchInlineSnapshot(
    `"See the API's logs and its last deploy; api_base has to lead to the stage whose /health answers 200."`,
  );
});

it('a check that contradicts itself', () => {
  expect([say.okInSpiteOfStatusText(500), say.okInSpiteOfStatusFixText()]).toMatchInlineSnapshot(`
    [
      "called ok with status 500",
      "The summary contradicts itself. See in the log of the run what was answered; a check that wants such a status reports ok without it.",
    ]
  `);
});

it('a check that was not made', () => {
  expect([say.notReportedText(), say.notReportedFixText()]).toMatchInlineSnapshot(`
    [
      "not in the summary",
      "See in the log of the run why this was not checked, and compare the workflow file with the one that comes with this system.",
    ]
  `);
});
