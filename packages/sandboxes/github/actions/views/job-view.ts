/** The job of an attempt as GitHub's REST API shows it. */
import type { components } from '@octokit/openapi-types';
import type { Step } from '@valine/github-model';
import { type Attempt, jobOf, type WorkflowRun } from '../../state/actions-state.ts';
import { timestamp } from '../../state/state.ts';
import { getWorkflow } from '../../state/workflows.ts';
import { repositoryUrl } from '../../views/repository-view.ts';
import { nodeId, type View } from '../../views/view.ts';
import { runPageUrl, runUrl } from './run-view.ts';

type Job = components['schemas']['job'];

export function jobView(view: View, run: WorkflowRun, attempt: Attempt): Job {
  const { id: jobId, startedAt: jobStartedAt, steps } = jobOf(attempt);
  const { status, conclusion, startedAt } = attempt;
  const workflow = getWorkflow(run.workflow);
  return {
    id: jobId,
    run_id: run.id,
    workflow_name: workflow.name,
    head_branch: run.branch,
    run_url: runUrl(view, run),
    run_attempt: attempt.number,
    node_id: nodeId('CR', jobId),
    head_sha: run.commit.sha,
    url: `${repositoryUrl(view)}/actions/jobs/${jobId}`,
    html_url: `${runPageUrl(view, run)}/job/${jobId}`,
    status: statusOf(status),
    conclusion: conclusionOf(conclusion),
    created_at: timestamp(startedAt),
    started_at: timestamp(jobStartedAt ?? startedAt),
    completed_at: status === 'completed' ? timestamp(attempt.updatedAt) : null,
    name: workflow.job,
    steps: jobStartedAt === undefined ? [] : steps.map(stepView),
    check_run_url: `${repositoryUrl(view)}/check-runs/${jobId}`,
    labels: ['ubuntu-latest'],
    ...runner(jobStartedAt !== undefined),
  };
}

const statusOf = (status: string) => status as 'queued' | 'in_progress' | 'completed';
const conclusionOf = (conclusion: string | null) => conclusion as Job['conclusion'];

function stepView(step: Step): NonNullable<Job['steps']>[number] {
  return {
    name: step.name,
    status: statusOf(step.status),
    conclusion: step.conclusion,
    number: step.number,
    started_at: step.startedAt === undefined ? null : timestamp(step.startedAt),
    completed_at: step.completedAt === undefined ? null : timestamp(step.completedAt),
  };
}

function runner(assigned: boolean) {
  return {
    runner_id: assigned ? 1021 : null,
    runner_name: assigned ? 'GitHub Actions 1021' : null,
    runner_group_id: assigned ? 0 : null,
    runner_group_name: assigned ? 'GitHub Actions' : null,
  };
}
