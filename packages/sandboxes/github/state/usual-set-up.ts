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

/** Where the receiver is this time. A webhook that somebody took away stays away. */
export function pointWebhook({ setUp }: GitHubState, to: { url: string; secret: string }): void {
  for (const hook of setUp.hooks) if (hook.id === HOOK_ID) Object.assign(hook, to);
}
