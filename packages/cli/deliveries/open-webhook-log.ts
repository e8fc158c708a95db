/** Opens GitHub's log of our webhook's deliveries, as a stage is deployed. */
import { createHookDeliveries } from '@valine/github/hook-deliveries';
import { readDeployed } from '../doctor/aws/gather-stage.ts';
import { gitHubOptions } from '../doctor/aws/platform-options.ts';
import type { StageClients } from '../doctor/aws/stage-clients.ts';
import { CliError } from '../terminal/errors.ts';
import type { WebhookLog } from '../terminal/ports.ts';

/** An App has one webhook; of a repository's, it is the one that leads to the stage. @throws CliError, GitHubError */
export async function openWebhookLog(clients: StageClients, stage: string): Promise<WebhookLog> {
  const { settings, functions } = await readDeployed(clients, stage);
  if (settings.is !== 'known')
    throw new CliError(settings.is === 'unknown' ? `${settings.why} ${settings.mend}` : settings.why);
  const hooks = createHookDeliveries(gitHubOptions(settings.value));
  const { dispatcher } = functions;
  const url = (dispatcher?.is === 'known' && dispatcher.value?.environment['WEBHOOK_URL']) || '';
  const hookId = hooks.of === 'app' ? undefined : await hooks.findHook(url);
  if (hooks.of === 'repository' && hookId === undefined) throw new CliError(noWebhookMessage(url));
  return {
    page: (cursor) => hooks.page(hookId, cursor),
    redeliver: (id) => hooks.redeliver(id, hookId),
  };
}

function noWebhookMessage(url: string): string {
  return `The repository has no webhook that leads to ${url || 'this stage'}: valine doctor --only github.webhook says what to do.`;
}
