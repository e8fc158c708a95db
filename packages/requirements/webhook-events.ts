/** The events that GitHub must send. */

export type WebhookEvent = {
  /** As in the header `X-GitHub-Event`. */
  name: string;
  /** As GitHub's pages name it. */
  label: string;
  /** What an App has to be allowed first, as the permissions page names it; with level read. */
  appNeeds?: string;
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

/** Besides, where a notification rule is about them. */
const RULE_WEBHOOK_EVENTS: readonly WebhookEvent[] = [
  { name: 'push', label: 'Pushes' },
  { name: 'release', label: 'Releases' },
  { name: 'deployment_status', label: 'Deployment statuses', appNeeds: 'Deployments' },
];

/** `rules`: `NOTIFICATION_RULES` as it was given. What cannot be read names none: whoever checks settings tells of that. */
export function neededWebhookEvents(rules?: string): readonly WebhookEvent[] {
  const named = eventsIn(rules);
  return [...WEBHOOK_EVENTS, ...RULE_WEBHOOK_EVENTS.filter(({ name }) => named.includes(name))];
}

/** Those that `sent` lacks; `*` stands for all there are. */
export function missingWebhookEvents(sent: readonly string[], rules?: string): readonly WebhookEvent[] {
  return sent.includes('*') ? [] : neededWebhookEvents(rules).filter(({ name }) => !sent.includes(name));
}

/** For who chooses them at an App. */
export function appEventLabel({ label, appNeeds }: WebhookEvent): string {
  return appNeeds === undefined ? label : `${label} (the App has to read ${appNeeds} first)`;
}

function eventsIn(rules: string | undefined): unknown[] {
  try {
    return Object.values(Object(JSON.parse(rules ?? '{}'))).map((rule) => Object(rule).event);
  } catch {
    return [];
  }
}
