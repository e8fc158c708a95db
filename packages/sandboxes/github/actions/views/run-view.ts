/** A workflow run, or one attempt of it, as GitHub's REST API shows it. */
import type { components } from '@octokit/openapi-types';
import { type Attempt, type Commit, lastAttempt, type WorkflowRun } from '../../state/actions-state.ts';
import { timestamp } from '../../state/state.ts';
import { getWorkflow } from '../../state/workflows.ts';
import { minimalRepositoryView, repositoryUrl } from '../../views/repository-view.ts';
import { userView } from '../../views/user-view.ts';
import { nodeId, type View } from '../../views/view.ts';

type Schemas = components['schemas'];

export function runUrl(view: View, { id }: Pick<WorkflowRun, 'id'>): string {
  return `${repositoryUrl(view)}/actions/runs/${id}`;
}

export function runPageUrl({ base, state }: View, { id }: Pick<WorkflowRun, 'id'>): string {
  return `${base}/${state.repository}/actions/runs/${id}`;
}

export function runView(view: View, run: WorkflowRun, attempt: Attempt = lastAttempt(run)): Schemas['workflow-run'] {
  const workflow = getWorkflow(run.workflow);
  return {
    id: run.id,
    name: workflow.name,
    node_id: nodeId('WFR', run.id),
    head_branch: run.branch,
    head_sha: run.commit.sha,
    path: `.github/workflows/${run.workflow}`,
    display_title: run.title,
    run_number: run.number,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: workflow.id,
    check_suite_id: run.checkSuiteId,
    check_suite_node_id: nodeId('CS', run.checkSuiteId),
    pull_requests: [],
    created_at: timestamp(run.createdAt),
    updated_at: timestamp(attempt.updatedAt),
    actor: userView(view, run.attempts[0]?.actor ?? attempt.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: timestamp(attempt.startedAt),
    triggering_actor: userView(view, attempt.actor),
    ...links(view, run, attempt, workflow.id),
    head_commit: commitView(run.commit),
    repository: minimalRepositoryView(view),
    head_repository: minimalRepositoryView(view),
  };
}

function links(view: View, run: WorkflowRun, { number }: Attempt, workflowId: number) {
  const url = runUrl(view, run);
  return {
    url,
    html_url: runPageUrl(view, run),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(view)}/check-suites/${run.checkSuiteId}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: number === 1 ? null : `${url}/attempts/${number - 1}`,
    workflow_url: `${repositoryUrl(view)}/actions/workflows/${workflowId}`,
  };
}

export function commitView({ sha, message, author, at }: Commit): Schemas['simple-commit'] {
  const person = { name: author, email: `${author}@users.noreply.github.com` };
  return {
    id: sha,
    tree_id: [...sha].reverse().join(''),
    message,
    timestamp: timestamp(at),
    author: person,
    committer: person,
  };
}
