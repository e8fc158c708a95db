/** The events that GitHub must send. */

export type WebhookEvent = {
  /** As in the header `X-GitHub-Event`. */
  name: string;
  /** As GitHub's pages name it. */
  label: string;
};

export const WEBHOOK_EVENTS = [
  { name: 'issues', label: 'Issues' },
  { name: 'issue_comment', label: 'Issue comments' },
  { name: 'pull_request', label: 'Pull requests' },
  { name: 'pull_request_review', label: 'Pull request reviews' },
  { name: 'check_suite', label: 'Check suites' },
  { name: 'status', label: 'Statuses' },
  { name: 'workflow_run', label: 'Workflow runs' },
  { name: 'workflow_job', label: 'Workflow jobs' },
  { name: 'repository', label: 'Repositories' },
] as const satisfies readonly WebhookEvent[];

/** Those that `sent` lacks; `*` stands for all there are. */
export function missingWebhookEvents(sent: readonly string[]): readonly WebhookEvent[] {
  return sent.includes('*') ? [] : WEBHOOK_EVENTS.filter(({ name }) => !sent.includes(name));
}
