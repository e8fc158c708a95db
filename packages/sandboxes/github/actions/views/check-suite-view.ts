/** The check suite of a run, as it stands in the webhook. */

import { lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import { timestamp } from '../../state/state.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import { nodeId, type View } from '../../views/view.ts';
import { commitView } from './run-view.ts';

export function checkSuiteView(view: View, run: WorkflowRun) {
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
