/** What the diagnose workflow leaves behind, right or wrong, as the ZIP that GitHub makes of it. */
import { zipSync } from 'fflate';
import { API, FRONTEND } from '../../web/site.ts';
import type { SummaryPlan } from './run-plan.ts';

const FILE = 'diagnose-summary.json';
/** Packed without compression: unpacking takes the same few turns of the loop every time. */
const OPTIONS = { level: 0, mtime: '2026-03-02T09:00:00' } as const;
const CHECKS = ['oidc', 's3_read', 'cloudfront', 'api_health', 'api_hello'] as const;

/** Undefined where nothing was uploaded. */
export function summaryZip(plan: SummaryPlan, correlationId: string): Uint8Array | undefined {
  switch (plan) {
    case 'missing':
      return undefined;
    case 'broken':
      return pack(summaryText(correlationId, [], 'success')).slice(0, 60);
    case 'not JSON':
      return pack('the summary could not be written');
    case 'of another run':
      return pack(summaryText('00000000-0000-8000-8000-000000000000', [], 'success'));
    case 'failing check':
      return pack(summaryText(correlationId, ['api_health'], 'failure'));
    case 'contradiction':
      return pack(summaryText(correlationId, [], 'failure'));
    case 'ok':
      return pack(summaryText(correlationId, [], 'success'));
  }
}

function pack(text: string): Uint8Array {
  return zipSync({ [FILE]: [Buffer.from(text), OPTIONS] });
}

function summaryText(correlationId: string, failing: readonly string[], conclusion: string): string {
  const checks = CHECKS.map((name) => [
    name,
    { ok: !failing.includes(name), status: 200, ms: 40, details: `${API}/health` },
  ]);
  return JSON.stringify({
    correlation_id: correlationId,
    requester: 'Ada',
    frontend_url: FRONTEND,
    api_base: API,
    checks: Object.fromEntries(checks),
    durations: { total_s: 12.5, steps: { checks: 8 } },
    conclusion,
  });
}
