/** Changes how GitHub is set up, where that can be repeated without harm. */
import type { GitHubOptions } from '../create-github.ts';
import { attempt } from '../requests/attempt.ts';
import { createHookDeliveries } from './hook-deliveries.ts';
import { connectSetUp } from './set-up-connection.ts';

export type WebhookChange = {
  /** Of a repository's; absent for the App's own. */
  id?: number;
  url?: string;
  insecureSsl?: false;
  active?: true;
  events?: readonly string[];
};

/** Every method throws GitHubError. */
export interface GitHubSetUpChanges {
  /** The secret stays as it is. */
  changeWebhook(change: WebhookChange): Promise<void>;
  /** Sends these deliveries again, with their GUIDs. */
  redeliver(ids: readonly number[], hookId?: number): Promise<void>;
  enableWorkflow(file: string): Promise<void>;
}

export function createGitHubSetUpChanges(options: GitHubOptions): GitHubSetUpChanges {
  const { octokit, at, asApp } = connectSetUp(options);
  return {
    changeWebhook: ({ id, url, insecureSsl, active, events }) =>
      attempt('change the webhook', async () => {
        // As `data`: Octokit takes a parameter named `url` for the address of the request itself.
        const config = { ...(url !== undefined && { url }), ...(insecureSsl !== undefined && { insecure_ssl: '0' }) };
        if (id === undefined && asApp !== undefined) {
          await (await asApp()).request('PATCH /app/hook/config', { data: config });
          return;
        }
        const hook = { ...at, hook_id: id ?? 0 };
        // Apart from the rest: what changes `config` there takes away a secret that is not given again.
        if (Object.keys(config).length > 0)
          await octokit.request('PATCH /repos/{owner}/{repo}/hooks/{hook_id}/config', { ...hook, data: config });
        const rest = { ...(active && { active }), ...(events && { events: [...events] }) };
        if (Object.keys(rest).length > 0) await octokit.rest.repos.updateWebhook({ ...hook, ...rest });
      }),
    async redeliver(ids, hookId) {
      const deliveries = createHookDeliveries(options);
      for (const id of ids) await deliveries.redeliver(id, hookId);
    },
    enableWorkflow: (file) =>
      attempt('enable the workflow', async () => {
        await octokit.rest.actions.enableWorkflow({ ...at, workflow_id: file });
      }),
  };
}
