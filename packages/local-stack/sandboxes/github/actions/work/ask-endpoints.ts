/** What a diagnose finds: AWS is taken to be well, and endpoints on this machine are really asked. */
import type { Check, Checks, Wish } from '../actions-state.ts';

const WITHIN_MS = 3000;

/** What the repository's variable and secret of these names hold. */
export type SiteUrls = { frontendUrl: string; apiBase: string };

export async function askEndpoints({ frontendUrl, apiBase }: SiteUrls, wish: Wish): Promise<Checks> {
  const [frontend, health, hello] = await Promise.all([
    ask(frontendUrl, '/'),
    ask(apiBase, '/health'),
    ask(apiBase, '/hello'),
  ]);
  const found: Checks = {
    oidc: { ok: true, details: 'role web-shop-diagnose assumed', ms: 640 },
    s3_read: { ok: true, details: '14 objects in s3://web-shop-client', ms: 410 },
    cloudfront: { ok: true, details: 'distribution E2WEBSHOP is Deployed', ms: 380 },
    frontend,
    api_health: health,
    api_hello: hello,
  };
  for (const name of wrongChecks(wish)) found[name] = WRONG[name] ?? { ok: false, details: `${name} failed` };
  return found;
}

/** A diagnose that is to fail, nobody said why, has lost its role. */
function wrongChecks({ failingChecks, outcome, step }: Wish): readonly string[] {
  return failingChecks ?? (outcome === 'failure' && step === undefined ? ['oidc'] : []);
}

const WRONG: Checks = {
  oidc: { ok: false, details: 'AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity', ms: 590 },
  s3_read: { ok: false, details: 'AccessDenied when calling the ListObjectsV2 operation', ms: 450 },
  cloudfront: { ok: false, details: 'AccessDenied when calling the GetDistribution operation', ms: 400 },
  frontend: { ok: false, status: 403, details: 'HTTP 403', ms: 85 },
  api_health: { ok: false, status: 503, details: 'HTTP 503', ms: 120 },
  api_hello: { ok: false, status: 500, details: 'HTTP 500', ms: 95 },
};

/** No network is touched beyond this machine. */
async function ask(base: string, path: string): Promise<Check> {
  if (base === '') return { ok: false, details: 'no URL is configured' };
  if (!isLocal(base)) return { ok: false, details: 'not reachable from the sandbox' };
  const started = performance.now();
  const ms = () => Math.round(performance.now() - started);
  try {
    const response = await fetch(`${base.replace(/\/+$/, '')}${path}`, { signal: AbortSignal.timeout(WITHIN_MS) });
    await response.body?.cancel();
    const { status, ok } = response;
    return { ok, status, ms: ms(), ...(ok ? {} : { details: `HTTP ${status}` }) };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, ms: ms(), details: late ? `no answer within ${WITHIN_MS / 1000} s` : 'connection refused' };
  }
}

function isLocal(base: string): boolean {
  return URL.canParse(base) && ['127.0.0.1', 'localhost'].includes(new URL(base).hostname);
}
