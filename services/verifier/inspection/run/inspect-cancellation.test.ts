import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { startDeployWorld, startDiagnoseWorld } from '../test-inspection.ts';
import { decideCancellation } from './inspect-failure.ts';

const PUSHED_OUT = "Canceling since a higher priority waiting request for 'client-deploy' exists";
const LATE = 'The job running on runner GitHub Actions 2 has exceeded the maximum execution time of 30 minutes.';

describe('why a run was cancelled', () => {
  it.each([
    [PUSHED_OUT, { because: 'newer_run', of: 'client-deploy' }],
    [LATE, { because: 'time_out', of: '30 minutes' }],
    ['The job has exceeded the maximum execution time while awaiting a runner for 24h0m0s', { because: 'time_out' }],
    ['The run was canceled by @mara-k.', { because: 'person', of: 'mara-k' }],
    ['The operation was canceled.', undefined],
  ])('is read from what its job notes: %s', (message, expected) => {
    expect(decideCancellation([{ message: 'The operation was canceled.' }, { message }])).toEqual(expected);
  });

  it.each([startDeployWorld, startDiagnoseWorld])('stands in its report', async (start) => {
    const world = start();
    const job = { ...buildWorkflowJob({}), conclusion: 'cancelled' };
    world.workflowRun.setJobs(job);
    world.workflowRun.annotate(job.id, { level: 'failure', path: '.github', message: PUSHED_OUT });
    const report = await world.inspect('cancelled');
    expect(report).toMatchObject({ cancellation: { because: 'newer_run', of: 'client-deploy' } });
    expect(report).not.toHaveProperty('failure');
  });

  it('is not known where that cannot be read', async () => {
    const world = startDeployWorld();
    world.workflowRun.setJobs({ ...buildWorkflowJob({}), conclusion: 'cancelled' });
    world.repository.fail('listAnnotations', { status: 500 });
    expect(await world.inspect('cancelled')).not.toHaveProperty('cancellation');
  });
});
