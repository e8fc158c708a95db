import type { CheckVerdict } from '@valine/contracts';
import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { decideSteps, decideVerdict } from './decide-report.ts';

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
    const jobs = [
      buildWorkflowJob({ steps: [{ name: 'Build', seconds: 4 }] }),
      buildWorkflowJob({ steps: [{ name: 'S3 sync', seconds: 3 }] }),
    ];
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
    ['bad', 'startup_failure', []],
    ['bad', 'action_required', ['ok']],
    ['unknown', 'skipped', ['ok']],
    ['unknown', 'neutral', ['ok']],
    ['unknown', 'stale', []],
    ['unknown', 'of_tomorrow', ['ok']],
    ['bad', 'skipped', ['bad']],
    ['bad', null, ['bad']],
    ['unknown', 'success', ['ok', 'unknown']],
    ['unknown', 'success', []],
    ['unknown', null, ['ok']],
  ])('is %s of a run that ended with %s and checks that are %j', (verdict, conclusion, checks) => {
    expect(decideVerdict({ conclusion, checks: checks.map((verdict) => ({ verdict })) })).toBe(verdict);
  });
});
