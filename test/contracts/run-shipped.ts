/** A GitHub that runs the diagnose that ships, for real, once it is dispatched. */
import { runWorkflow, type Start, type WorkflowRun } from '@valine/workflows/run';
import { createRunner } from '@valine/workflows/runner';
import { strToU8, zipSync } from 'fflate';

const AWS = {
  'sts get-caller-identity': { out: { Arn: 'arn:aws:sts::123456789012:assumed-role/valine-diagnose/x' } },
  's3api list-objects-v2': { err: 'An error occurred (AccessDenied) when calling the ListObjectsV2 operation' },
  'cloudfront get-distribution': {
    out: { Distribution: { Status: 'Deployed', DistributionConfig: { Enabled: true } } },
  },
};
const VARS = {
  AWS_DIAGNOSE_ROLE_ARN: 'arn:aws:iam::123456789012:role/valine-diagnose',
  S3_BUCKET: 'web-shop',
  CLOUDFRONT_DISTRIBUTION_ID: 'E2',
};

type Site = { frontendUrl: string; apiBase: string };
type Shipped = {
  /** Hands out what the run left: its file, or its log. */
  gitHubFetch: typeof fetch;
  ran(): Promise<WorkflowRun | undefined>;
};

/** `site`: what the repository's variable and secret lead to. */
export function runShipped(site: () => Site): Shipped {
  const runner = createRunner();
  runner.answerAws(AWS);
  let running: Promise<WorkflowRun> | undefined;
  return {
    ran: async () => running,
    gitHubFetch: async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      if (pathname.endsWith('/dispatches'))
        running = runWorkflow('diagnose-dispatch.yml', startOf(String(init?.body), site()), runner);
      const isLeft = pathname.startsWith('/logs/') || pathname.startsWith('/artifacts/');
      // Whoever asks does not wait for long, and real processes take as long as they take.
      if (!isLeft) return fetch(input, init);
      const left = await running;
      if (pathname.startsWith('/logs/')) return new Response(left?.log);
      const { file = '', text = '' } = left?.artifacts['diagnose-summary'] ?? {};
      return new Response(new Uint8Array(zipSync({ [file]: strToU8(text) })));
    },
  };
}

/** What GitHub makes of the body of a dispatch, by either way. */
function startOf(body: string, { frontendUrl, apiBase }: Site): Start {
  const { event_type, inputs, client_payload: payload } = JSON.parse(body);
  return {
    ...(event_type === undefined ? { event: 'workflow_dispatch', inputs } : { event: 'repository_dispatch', payload }),
    vars: { ...VARS, FRONTEND_BASE_URL: frontendUrl },
    secrets: { VITE_API_BASE: apiBase },
    apiUrl: apiBase,
  };
}
