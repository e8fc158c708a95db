/** The file a diagnose uploads, `diagnose-summary.json`: what is in it, and its upload, whole or as a test wants it. */
import { addArtifact } from '@valine/github-model';
import { strToU8, zipSync } from 'fflate';
import { type Attempt, type Check, jobOf, type Wish, type WorkflowRun } from '../../state/actions-state.ts';
import { type GitHubState, now, takeId } from '../../state/state.ts';
import { CHECK_NAMES } from '../../state/workflows.ts';
import type { SiteUrls } from './run-check.ts';

/** A check that left no result is not ok. */
const MISSING: Check = { ok: false, details: 'no result: see the log of its step' };

export function diagnoseSummary({ inputs }: WorkflowRun, attempt: Attempt, urls: SiteUrls, at: number): string {
  const checks = CHECK_NAMES.map((name): [string, Check] => [name, attempt.checks?.[name] ?? MISSING]);
  const timed = checks.flatMap(([name, { ms }]) => (ms === undefined ? [] : [[name, ms / 1000]]));
  const summary = {
    correlation_id: inputs.correlation_id ?? '',
    requester: inputs.requester ?? '',
    frontend_url: urls.frontendUrl,
    api_base: urls.apiBase,
    checks: Object.fromEntries(checks),
    durations: {
      total_s: Math.max(0, Math.round((at - (jobOf(attempt).startedAt ?? attempt.startedAt)) / 100) / 10),
      steps: Object.fromEntries(timed),
    },
    conclusion: checks.every(([, { ok }]) => ok) ? 'success' : 'failure',
  };
  return JSON.stringify(summary, null, 2);
}

/** What the bomb unpacks to. */
const BOMB_BYTES = 16 * 1024 * 1024;

export function addSummary(
  state: GitHubState,
  run: WorkflowRun,
  content: string,
  kind: Wish['artifact'],
  at = now(),
): void {
  const whole = zipSync({ 'diagnose-summary.json': kind === 'bomb' ? new Uint8Array(BOMB_BYTES) : strToU8(content) });
  const bytes = kind === 'broken' ? whole.subarray(0, whole.length / 2) : whole;
  addArtifact(state, run, {
    id: takeId(state),
    name: 'diagnose-summary',
    bytes: kind === 'missing' ? null : bytes,
    sizeBytes: bytes.length,
    expired: kind === 'expired',
    at,
  });
}
