/** Runs the actions about workflow runs, webhooks, polling and the site. */
import type { GitHubSandbox, Site, Wish } from '@valine/sandboxes';
import type { FaultAction, WorkflowAction } from './parse-workflow-action.ts';

/** @returns the text to print. @throws for a step that no workflow has */
export function onWorkflows(github: GitHubSandbox, action: WorkflowAction): string {
  switch (action.do) {
    case 'next-run':
      github.nextRun(action.wish);
      return nextRunMessage(action.wish);
    case 'lose-next-dispatch':
      github.loseNextDispatch();
      return 'The next dispatch takes effect, and GitHub answers 502.';
    case 'webhooks':
      github.loseAllWebhooks(!action.on);
      return action.on ? 'GitHub sends webhooks again.' : 'Every webhook of GitHub is lost until !webhooks on.';
    case 'polling':
      if (action.on) github.allowPolling();
      else github.forbidPolling();
      return action.on ? 'Workflow runs answer again.' : 'Workflow runs answer 403 until !polling on.';
  }
}

export function onSite(site: Site, action: Extract<FaultAction, { do: 'site' }>): string {
  if (action.fault === 'none') {
    site.up();
    return 'The site is well.';
  }
  site.fail(action.part, action.fault);
  return `${action.part} of the site: ${action.fault}, until !site up.`;
}

function nextRunMessage(wish: Wish): string {
  const { outcome, step, failingChecks, artifact, queuedSeconds, seconds } = wish;
  const parts = [
    ...(outcome === undefined ? [] : [step === undefined ? outcome : `${outcome} at “${step}”`]),
    ...(failingChecks ?? []).map((check) => `check ${check} fails`),
    ...(artifact === undefined ? [] : [`artifact ${artifact}`]),
    ...(queuedSeconds === undefined ? [] : [`queued for ${queuedSeconds} s`]),
    ...(seconds === undefined ? [] : [`runs for ${seconds} s`]),
  ];
  return `The next workflow run: ${parts.join(', ') || 'as usual'}.`;
}
