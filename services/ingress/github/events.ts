/** GitHub's events that we take: which queue each goes to, and how it is translated. */
import type { EmitterWebhookEventName } from '@octokit/webhooks';
import type { Occurrence, Translated } from './occurrence.ts';
import type { Lacking } from './read-payload.ts';
import { translateCheckSuite } from './translate-check-suite.ts';
import { translateIssue } from './translate-issue.ts';
import { translateIssueComment } from './translate-issue-comment.ts';
import { translatePullRequest } from './translate-pull-request.ts';
import { translateWorkflowJob } from './translate-workflow-job.ts';
import { translateWorkflowRun } from './translate-workflow-run.ts';

export type Translate = (payload: unknown, occurrence: Occurrence) => Translated | Lacking;

export type EventRule = { queue: 'dispatch' | 'verify'; translate: Translate };

const EVENTS: ReadonlyMap<string, EventRule> = new Map<EmitterWebhookEventName, EventRule>([
  ['issues', { queue: 'dispatch', translate: translateIssue }],
  ['issue_comment', { queue: 'dispatch', translate: translateIssueComment }],
  ['pull_request', { queue: 'dispatch', translate: translatePullRequest }],
  ['check_suite', { queue: 'verify', translate: translateCheckSuite }],
  ['workflow_run', { queue: 'verify', translate: translateWorkflowRun }],
  ['workflow_job', { queue: 'verify', translate: translateWorkflowJob }],
]);

/** `name` is the header `X-GitHub-Event`. */
export function findEvent(name: string): EventRule | undefined {
  return EVENTS.get(name);
}
