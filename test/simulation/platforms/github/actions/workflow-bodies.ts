/** Deliveries about workflow runs and their jobs as GitHub writes them, with fields that nobody uses left out. */
import type { WorkflowRunInfo } from '@valine/github';
import type { Job } from '@valine/github-model';

export function workflowRunBody(action: string, run: WorkflowRunInfo, repository: string): object {
  return {
    action,
    workflow: { name: run.name },
    workflow_run: {
      id: run.id,
      run_attempt: run.attempt,
      name: run.name,
      path: `.github/workflows/${run.workflowFile}`,
      display_title: run.displayTitle,
      status: run.status,
      conclusion: run.conclusion,
      html_url: run.url,
      head_branch: run.head?.branch,
      head_sha: run.head?.sha,
      head_commit: { message: run.head?.title, author: { name: run.head?.author } },
    },
    ...origin(repository),
  };
}

export function workflowJobBody(action: string, run: WorkflowRunInfo, job: Job, repository: string): object {
  const { id, name, status, conclusion, steps } = job;
  const about = { run_id: run.id, run_attempt: run.attempt };
  return { action, workflow_job: { id, ...about, name, status, conclusion, steps }, ...origin(repository) };
}

function origin(repository: string): object {
  return { repository: { full_name: repository }, sender: { login: 'grace' } };
}
