import type { CheckVerdict } from '@valine/contracts';
import type { WorkflowJob } from '@valine/github';
import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { decideSeconds, decideSteps, decideVerdict } from './decide-report.ts';

const nine = Date.UTC(2026, 2, 2, 9);
const job = (startedAt: number, seconds: number, more: Partial<WorkflowJob> = {}) => ({
  ...buildWorkflowJob({ startedAt: nine + startedAt * 1000, steps: [{ name: 'Build', seconds }] }),
  ...more,
});

describe('the duration of a run', () => {
  it('goes from the start of its first job to the end of its last', () => {
    expect(decideSeconds([job(30, 20), job(0, 10), job(5, 60)])).toBe(65);
  });

  it('leaves out jobs that were skipped, whose times say nothing', () => {
    expect(decideSeconds([job(0, 10), job(900, 0, { conclusion: 'skipped' })])).toBe(10);
  });

  it('leaves out jobs that a re-run carries over from the attempt before', () => {
    expect(decideSeconds([job(-3600, 60), job(2, 10)], nine)).toBe(10);
  });

  it.each<[string, WorkflowJob[]]>([
    ['there are no jobs', []],
    ['none ran', [job(0, 10, { conclusion: 'skipped' })]],
    ['one has not ended', [job(0, 10), buildWorkflowJob({ steps: [{ name: 'Build', conclusion: null }] })]],
  ])('is not known where %s', (_, jobs) => {
    expect(decideSeconds(jobs)).toBeNull();
  });

  it('is never negative, whatever the clocks of runners say', () => {
    expect(decideSeconds([job(0, -5)])).toBe(0);
  });
});

describe('the duration of a step', () => {
  const patterns = { Build: ['build', 'compile'], 'S3 sync': ['s3 sync'] };
  const steps = (...sketches: { name: string; seconds?: number; conclusion?: string | null }[]) =>
    decideSteps([buildWorkflowJob({ steps: sketches })], patterns);

  it('is found by a word of its name, in any case', () => {
    expect(steps({ name: 'COMPILE the client', seconds: 45 }, { name: 'Run S3 Sync', seconds: 12 })).toEqual([
      { name: 'Build', seconds: 45 },
      { name: 'S3 sync', seconds: 12 },
    ]);
  });

  it('is null where no step has the name', () => {
    expect(steps({ name: 'Test' })).toEqual([
      { name: 'Build', seconds: null },
      { name: 'S3 sync', seconds: null },
    ]);
  });

  it('is that of the last of several: the try that counted', () => {
    expect(steps({ name: 'Try to build', seconds: 4 }, { name: 'Try to build again', seconds: 7 })[0]?.seconds).toBe(7);
  });

  it('is that of the step which is called so before those whose names contain it', () => {
    expect(steps({ name: 'Build', seconds: 4 }, { name: 'Upload build artifact', seconds: 7 })[0]?.seconds).toBe(4);
  });

  it.each([
    ['was skipped', { name: 'Build', conclusion: 'skipped' }],
    ['has not ended', { name: 'Build', conclusion: null }],
    ['only cleans up after another', { name: 'Post Build' }],
  ])('is not taken from a step that %s', (_, step) => {
    expect(steps(step)[0]?.seconds).toBeNull();
  });

  it('is searched in all jobs', () => {
    const jobs = [job(0, 4), buildWorkflowJob({ steps: [{ name: 'S3 sync', seconds: 3 }] })];
    expect(decideSteps(jobs, patterns).map(({ seconds }) => seconds)).toEqual([4, 3]);
  });
});

describe('the verdict of a report', () => {
  it.each<[CheckVerdict, string | null, CheckVerdict[]]>([
    ['ok', 'success', ['ok', 'ok']],
    ['bad', 'success', ['ok', 'bad', 'unknown']],
    ['bad', 'failure', ['ok']],
    ['bad', 'cancelled', []],
    ['bad', 'timed_out', ['unknown']],
    ['bad', 'neutral', ['ok']],
    ['bad', null, ['bad']],
    ['unknown', 'success', ['ok', 'unknown']],
    ['unknown', 'success', []],
    ['unknown', null, ['ok']],
  ])('is %s of a run that ended with %s and checks that are %j', (verdict, conclusion, checks) => {
    expect(decideVerdict({ conclusion, checks: checks.map((verdict) => ({ verdict })) })).toBe(verdict);
  });
});
