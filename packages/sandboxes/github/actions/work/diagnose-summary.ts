/** The file a diagnose uploads, `diagnose-summary.json`. */
import { type Attempt, type Check, jobOf, type WorkflowRun } from '../../state/actions-state.ts';
import { CHECK_NAMES } from '../../state/workflows.ts';
import type { SiteUrls } from './run-check.ts';

/** A check that left no result is not ok. */
const MISSING: Check = { ok: false, details: 'no result: see the log of its step' };

export function diagnoseSummary({ inputs }: WorkflowRun, attempt: Attempt, urls: SiteUrls, now: number): string {
  const checks = CHECK_NAMES.map((name): [string, Check] => [name, attempt.checks?.[name] ?? MISSING]);
  const timed = checks.flatMap(([name, { ms }]) => (ms === undefined ? [] : [[name, ms / 1000]]));
  const summary = {
    correlation_id: inputs.correlation_id ?? '',
    requester: inputs.requester ?? '',
    frontend_url: urls.frontendUrl,
    api_base: urls.apiBase,
    checks: Object.fromEntries(checks),
    durations: {
      total_s: Math.max(0, Math.round((now - (jobOf(attempt).startedAt ?? attempt.startedAt)) / 100) / 10),
      steps: Object.fromEntries(timed),
    },
    conclusion: checks.every(([, { ok }]) => ok) ? 'success' : 'failure',
  };
  return JSON.stringify(summary, null, 2);
}
