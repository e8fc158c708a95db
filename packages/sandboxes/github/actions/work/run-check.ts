/** What one check of a diagnose finds: AWS is taken to be well, and endpoints on this machine are really asked. */
import type { Check } from '../../state/actions-state.ts';
import type { CheckName } from '../../state/workflows.ts';

const WITHIN_MS = 3000;

/** What the repository's variable and secret of these names hold. */
export type SiteUrls = { frontendUrl: string; apiBase: string };

export async function runCheck(name: CheckName, { frontendUrl, apiBase }: SiteUrls): Promise<Check> {
  switch (name) {
    case 'oidc':
      return { ok: true, details: 'runs as the role web-shop-diagnose', ms: 640 };
    case 's3_read':
      return { ok: true, details: 'index.html is there (1432 bytes)', ms: 410 };
    case 'cloudfront':
      return { ok: true, details: 'Deployed and enabled', ms: 380 };
    case 'api_health':
      return ask(apiBase, '/health');
    case 'api_hello':
      return ask(apiBase, '/hello');
    case 'frontend':
      return ask(frontendUrl, '/');
  }
}

/** What it finds when it is to find something wrong. */
export const WRONG: Record<CheckName, Check> = {
  oidc: {
    ok: false,
    details: 'there are no AWS credentials: see what the step “AWS credentials (OIDC)” says',
    ms: 590,
  },
  s3_read: { ok: false, details: 'AWS denies it (AccessDenied): allow the role s3:ListBucket on the bucket', ms: 450 },
  cloudfront: {
    ok: false,
    details: 'AWS denies it (AccessDenied): allow the role cloudfront:GetDistribution on the distribution',
    ms: 400,
  },
  api_health: { ok: false, status: 503, details: 'HTTP 503: read the logs of what serves it', ms: 120 },
  api_hello: { ok: false, status: 500, details: 'HTTP 500: read the logs of what serves it', ms: 95 },
  frontend: { ok: false, status: 403, details: 'HTTP 403: it must answer without signing in', ms: 85 },
};

/** No network is touched beyond this machine. */
async function ask(base: string, path: string): Promise<Check> {
  if (base === '') return { ok: false, details: 'not configured: give its URL' };
  if (!isLocal(base)) return { ok: false, details: 'not reachable from the sandbox' };
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    const signal = AbortSignal.timeout(WITHIN_MS);
    const response = await fetch(`${base.replace(/\/+$/, '')}${path}`, { redirect: 'manual', signal });
    await response.body?.cancel();
    return { ok: response.status === 200, details: `HTTP ${response.status}`, status: response.status, ms: ms() };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, details: late ? 'it did not answer in time' : 'it refuses connections', ms: ms() };
  }
}

function isLocal(base: string): boolean {
  return URL.canParse(base) && ['127.0.0.1', 'localhost'].includes(new URL(base).hostname);
}
