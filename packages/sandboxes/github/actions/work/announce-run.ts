/** Tells the webhook how far a run is: `workflow_run`, `workflow_job` and `check_suite` as GitHub sends them. */
import { lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import { timestamp } from '../../state/state.ts';
import { getWorkflow } from '../../state/workflows.ts';
import { repositoryUrl, repositoryView } from '../../views/repository-view.ts';
import { userView } from '../../views/user-view.ts';
import { nodeId, type View } from '../../views/view.ts';
import type { WebhookEvent, WebhookSender } from '../../webhooks/webhook-sender.ts';
import { jobView } from '../views/job-view.ts';
import { commitView, runView } from '../views/run-view.ts';
import { workflowView } from '../views/workflow-view.ts';

/** For a run whose status has just become what it is. */
export function announceRun(view: View, webhooks: WebhookSender, run: WorkflowRun): void {
  for (const event of eventsOf(view, run)) webhooks.send(event);
}

function eventsOf(view: View, run: WorkflowRun): WebhookEvent[] {
  const attempt = lastAttempt(run);
  const around = { repository: repositoryView(view), sender: userView(view, attempt.actor) };
  const ofRun = (action: string): WebhookEvent => {
    const workflow = workflowView(view, getWorkflow(run.workflow));
    const payload = { action, workflow_run: runView(view, run), workflow, ...around };
    return { event: 'workflow_run', action, payload };
  };
  const ofJob = (action: string): WebhookEvent => {
    const payload = { action, workflow_job: jobView(view, run, attempt), ...around };
    return { event: 'workflow_job', action, payload };
  };
  switch (attempt.status) {
    case 'queued':
      return [ofRun('requested'), ofJob('queued')];
    case 'in_progress':
      return [ofJob('in_progress'), ofRun('in_progress')];
    default: {
      const payload = { action: 'completed', check_suite: checkSuiteView(view, run), ...around };
      return [ofJob('completed'), { event: 'check_suite', action: 'completed', payload }, ofRun('completed')];
    }
  }
}

function checkSuiteView(view: View, run: WorkflowRun) {
  const { status, conclusion, updatedAt } = lastAttempt(run);
  const url = `${repositoryUrl(view)}/check-suites/${run.checkSuiteId}`;
  return {
    id: run.checkSuiteId,
    node_id: nodeId('CS', run.checkSuiteId),
    head_branch: run.branch,
    head_sha: run.commit.sha,
    status,
    conclusion,
    url,
    before: run.commit.sha,
    after: run.commit.sha,
    pull_requests: [],
    app: { id: 15_368, slug: 'github-actions', name: 'GitHub Actions' },
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(updatedAt),
    rerequestable: true,
    runs_rerequestable: false,
    latest_check_runs_count: 1,
    check_runs_url: `${url}/check-runs`,
    head_commit: commitView(run.commit),
  };
}
