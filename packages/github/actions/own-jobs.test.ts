import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import type { WorkflowJob } from './github-actions.ts';
import { secondsOfJobs } from './own-jobs.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const job = (startedAt: number, seconds: number, more: Partial<WorkflowJob> = {}) => ({
  ...buildWorkflowJob({ startedAt: nine + startedAt * 1000, steps: [{ name: 'Build', seconds }] }),
  ...more,
});

describe('the duration of a run', () => {
  it('goes from the start of its first job to the end of its last', () => {
    expect(secondsOfJobs([job(30, 20), job(0, 10), job(5, 60)])).toBe(65);
  });

  it('leaves out jobs that were skipped, whose times say nothing', () => {
    expect(secondsOfJobs([job(0, 10), job(900, 0, { conclusion: 'skipped' })])).toBe(10);
  });

  it('leaves out jobs that a re-run carries over from the attempt before', () => {
    expect(secondsOfJobs([job(-3600, 60), job(2, 10)], nine)).toBe(10);
  });

  it.each<[string, WorkflowJob[]]>([
    ['there are no jobs', []],
    ['none ran', [job(0, 10, { conclusion: 'skipped' })]],
    ['one has not ended', [job(0, 10), buildWorkflowJob({ steps: [{ name: 'Build', conclusion: null }] })]],
  ])('is not known where %s', (_, jobs) => {
    expect(secondsOfJobs(jobs)).toBeNull();
  });

  it('is never negative, whatever the clocks of runners say', () => {
    expect(secondsOfJobs([job(0, -5)])).toBe(0);
  });
});
