/** Tells the webhook how far a run is: `workflow_run`, `workflow_job` and `check_suite` as GitHub sends them. */
import { lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import { pullsView } from '../../views/check-view.ts';
import { jobView, runView } from '../../views/run-view.ts';
import { repositoryView, userView, type View } from '../../views/view.ts';
import type { WebhookEvent, WebhookSender } from '../../webhooks/webhook-sender.ts';

/** For a run that has just changed its status. */
export function announceRun(view: View, webhooks: WebhookSender, run: WorkflowRun): void {
  for (const event of eventsOf(view, run)) webhooks.send(event);
}

function eventsOf(view: View, run: WorkflowRun): WebhookEvent[] {
  const attempt = lastAttempt(run);
  const around = { repository: repositoryView(view), sender: userView(view, attempt.actor) };
  const ofRun = (action: string): WebhookEvent => {
    const workflow = { name: run.name, path: `.github/workflows/${run.workflow}` };
    const payload = { action, workflow_run: runView(view, run), workflow, ...around };
    return { event: 'workflow_run', action, payload };
  };
  const ofJob = (action: string): WebhookEvent => {
    const payload = { action, workflow_job: jobView(view, run, attempt), ...around };
    return { event: 'workflow_job', action, payload };
  };
  switch (attempt.status) {
    case 'pending':
      return [ofRun('requested')];
    case 'waiting':
      return [ofRun('requested'), ofJob('waiting')];
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
  const { status, conclusion } = lastAttempt(run);
  const at = { head_branch: run.branch, head_sha: run.sha };
  return { id: run.checkSuiteId, ...at, status, conclusion, pull_requests: pullsView(view, run.sha) };
}
