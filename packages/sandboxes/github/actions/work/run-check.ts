/** What one check of a diagnose finds: AWS is taken to be well, and endpoints on this machine are really asked. */
import { askApi, askFrontend } from '@valine/workflows/http-checks';
import type { Check } from '../../state/actions-state.ts';
import type { CheckName } from '../../state/workflows.ts';

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
      return ifLocal(apiBase, () => askApi(apiBase, '/health', 'the secret VITE_API_BASE'));
    case 'api_hello':
      return ifLocal(apiBase, () => askApi(apiBase, '/hello', 'the secret VITE_API_BASE'));
    case 'frontend':
      return ifLocal(frontendUrl, () => askFrontend(frontendUrl, 'the variable FRONTEND_BASE_URL'));
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

/** As the shipped workflow asks. No network is touched beyond this machine. */
async function ifLocal(base: string, ask: () => Promise<Check>): Promise<Check> {
  if (base === '') return { ok: false, details: 'not configured: give its URL' };
  return isLocal(base) ? ask() : { ok: false, details: 'not reachable from the sandbox' };
}

function isLocal(base: string): boolean {
  return URL.canParse(base) && ['127.0.0.1', 'localhost'].includes(new URL(base).hostname);
}
