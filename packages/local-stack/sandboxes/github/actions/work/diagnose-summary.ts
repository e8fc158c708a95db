/** The file a diagnose uploads, `diagnose-summary.json`. */
import type { Attempt, Checks, WorkflowRun } from '../actions-state.ts';
import type { SiteUrls } from './ask-endpoints.ts';

/** A run that never came to its checks knows only that it did not get that far. */
const NOT_REACHED: Checks = { oidc: { ok: false, details: 'the run failed before its checks' } };

export function diagnoseSummary({ inputs }: WorkflowRun, attempt: Attempt, urls: SiteUrls, now: number): string {
  const checks = attempt.checks ?? NOT_REACHED;
  const timed = Object.entries(checks).flatMap(([name, { ms }]) => (ms === undefined ? [] : [[name, ms / 1000]]));
  const summary = {
    correlation_id: inputs.correlation_id ?? '',
    requester: inputs.requester ?? '',
    frontend_url: urls.frontendUrl,
    api_base: urls.apiBase,
    checks,
    durations: {
      total_s: Math.max(0, Math.round((now - Date.parse(attempt.jobStartedAt ?? attempt.startedAt)) / 100) / 10),
      steps: Object.fromEntries(timed),
    },
    conclusion: Object.values(checks).every(({ ok }) => ok) ? 'success' : 'failure',
  };
  return JSON.stringify(summary, null, 2);
}
