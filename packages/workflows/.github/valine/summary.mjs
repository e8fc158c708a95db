/** The end of the diagnose: `diagnose-summary.json` for the artifact, Markdown for the run's page and for the log. */
import { appendFileSync } from 'node:fs';
import { buildSummary, summaryMarkdown } from './lib/build-summary.mjs';
import { raw, text } from './lib/environment.mjs';
import { plainJson } from './lib/plain-text.mjs';
import { CHECK_NAMES, readResults, writeText } from './lib/results.mjs';

const results = readResults();
const inputs = {
  correlation_id: raw('CORRELATION_ID'),
  requester: raw('REQUESTER'),
  frontend_url: text('FRONTEND_URL'),
  api_base: shownApiBase(text('INPUT_API_BASE'), text('DEFAULT_API_BASE')),
};
const summary = buildSummary({ inputs, results, now: Date.now() });

writeText('diagnose-summary.json', `${plainJson(summary)}\n`);
const markdown = summaryMarkdown(summary);
if (process.env.GITHUB_STEP_SUMMARY) appendFileSync(process.env.GITHUB_STEP_SUMMARY, markdown);
console.log(markdown);
// A failed check has failed its own step; one that never came to a result must not pass for well either.
if (CHECK_NAMES.some((name) => results.checks[name] === undefined)) process.exitCode = 1;

/** What a person gave is theirs to see; what the repository keeps as a secret stays one. */
function shownApiBase(given, secret) {
  const isSecret = given === '' ? secret !== '' : given === secret;
  return isSecret ? '(repository secret)' : given;
}
