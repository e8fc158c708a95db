/** The summary of a diagnose: its facts as data, and as Markdown with the same data in a fenced block. */
import { noResultText } from './messages.mjs';
import { plainJson, plainMarkdown } from './plain-text.mjs';
import { CHECK_NAMES, seconds } from './results.mjs';

/** Characters shown of what a person gave, and of what a check saw. */
const MOST_GIVEN = 120;
const MOST_SEEN = 400;

/** A check that left no result is not ok. */
export function buildSummary({ inputs, results, now }) {
  const missing = { ok: false, details: noResultText() };
  const checks = Object.fromEntries(CHECK_NAMES.map((name) => [name, results.checks[name] ?? missing]));
  const isWell = Object.values(checks).every(({ ok }) => ok === true);
  return {
    ...inputs,
    checks,
    durations: { total_s: seconds(now - (results.startedAt ?? now)), steps: results.steps },
    conclusion: isWell ? 'success' : 'failure',
  };
}

export function summaryMarkdown(summary) {
  const rows = Object.entries(summary.checks).map(checkRow);
  return [
    `## ${headline(summary)}`,
    '',
    `Requested by ${plainMarkdown(summary.requester, MOST_GIVEN)} • correlation id ${plainMarkdown(summary.correlation_id, MOST_GIVEN)} • ${summary.durations.total_s} s`,
    '',
    '| Check | Evidence | Time |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '```json',
    plainJson(summary),
    '```',
    '',
  ].join('\n');
}

function headline({ checks, conclusion }) {
  const all = Object.values(checks);
  const failed = all.filter(({ ok }) => ok !== true).length;
  return conclusion === 'success' ? '🟢 Diagnose: OK' : `🔴 Diagnose: ${failed} of ${all.length} checks failed`;
}

function checkRow([name, { ok, details, ms }]) {
  return `| ${ok ? '✅' : '❌'} ${name} | ${plainMarkdown(details, MOST_SEEN)} | ${ms === undefined ? '' : `${ms} ms`} |`;
}
