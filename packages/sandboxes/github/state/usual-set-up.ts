/** What is set up around the sandbox's repository at first: one webhook that is told of everything. */
import type { SetUp } from '@valine/github-model';
import type { GitHubState } from './state.ts';

export const HOOK_ID = 480_215_507;

export function usualSetUp(): SetUp {
  const about = { url: '', secret: '', contentType: 'json', insecureSsl: false } as const;
  return {
    hooks: [{ id: HOOK_ID, ...about, active: true, events: ['*'] }],
    subject: { immutable: true },
    disabledWorkflows: [],
  };
}

/** What the workflows name: made up, as there is no AWS behind them. */
export const USUAL_VARIABLES = {
  AWS_REGION: 'eu-central-1',
  AWS_DIAGNOSE_ROLE_ARN: 'arn:aws:iam::000000000000:role/web-shop-diagnose',
  AWS_DEPLOY_ROLE_ARN: 'arn:aws:iam::000000000000:role/web-shop-deploy',
  S3_BUCKET: 'web-shop-client',
  CLOUDFRONT_DISTRIBUTION_ID: 'E2EXAMPLE',
  FRONTEND_BASE_URL: 'https://shop.example',
};
export const USUAL_SECRETS = { VITE_API_BASE: { sealed: '', keyId: 'key-1' } };

/** Where the receiver is this time. A webhook that somebody took away stays away. */
export function pointWebhook({ setUp }: GitHubState, to: { url: string; secret: string }): void {
  for (const hook of setUp.hooks) if (hook.id === HOOK_ID) Object.assign(hook, to);
}
