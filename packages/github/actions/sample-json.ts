/** Actions as GitHub's JSON tells them, with the fields that we read and some that we do not. */

const url = 'https://github.com/acme/web/actions/runs/5';

export function runJson(more: Record<string, unknown> = {}) {
  return {
    id: 5,
    name: 'Client Deploy',
    display_title: 'Client Deploy — op-1 by ada',
    path: '.github/workflows/client-deploy.yml',
    event: 'workflow_dispatch',
    status: 'completed',
    conclusion: 'success',
    html_url: url,
    head_branch: 'main',
    run_attempt: 2,
    created_at: '2026-03-02T09:00:00Z',
    run_started_at: '2026-03-02T09:10:00Z',
    updated_at: '2026-03-02T09:11:22Z',
    ...more,
  };
}

export function jobJson(more: Record<string, unknown> = {}) {
  return {
    id: 6,
    name: 'deploy',
    status: 'in_progress',
    conclusion: null,
    html_url: `${url}/job/6`,
    started_at: '2026-03-02T09:10:03Z',
    completed_at: null,
    steps: [
      {
        name: 'Build',
        number: 2,
        status: 'completed',
        conclusion: 'success',
        started_at: '2026-03-02T09:10:05Z',
        completed_at: '2026-03-02T09:10:50Z',
      },
      { name: 'S3 sync', number: 3, status: 'queued', conclusion: null, started_at: null, completed_at: null },
    ],
    ...more,
  };
}
