import { expect, it } from 'vitest';
import { buildWorkflowJob } from './build-workflow-job.ts';

const at = Date.UTC(2026, 2, 2, 9);

it('a job is what its steps make it, one after the other', () => {
  const steps = [
    { name: 'Build', seconds: 45 },
    { name: 'S3 sync', seconds: 12, conclusion: 'failure' },
  ];
  expect(buildWorkflowJob({ startedAt: at, steps })).toMatchObject({
    ...{ status: 'completed', conclusion: 'failure', startedAt: at, completedAt: at + 57_000 },
    steps: [
      { name: 'Build', number: 1, startedAt: at, completedAt: at + 45_000 },
      { name: 'S3 sync', number: 2, startedAt: at + 45_000, completedAt: at + 57_000 },
    ],
  });
});

it('a job is running while a step is', () => {
  const job = buildWorkflowJob({ steps: [{ name: 'Build', conclusion: null }] });
  expect(job).toMatchObject({ status: 'in_progress', conclusion: null, steps: [{ status: 'in_progress' }] });
  expect(job).not.toHaveProperty('completedAt');
});
