import { buildWorkflowJob } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { hasDoneNothing } from './known-steps.ts';

const KNOWN = { Build: ['build'], 'S3 sync': ['s3 sync'], 'CF invalidation': ['invalidat'] };
const GUARD = { name: 'Guard against double runs' };

/** A job whose steps are these; those after a `-` were skipped. */
const job = (...names: string[]) =>
  buildWorkflowJob({
    steps: names.map((name) => (name.startsWith('-') ? { name: name.slice(1), conclusion: 'skipped' } : { name })),
  });
const SKIPPED_JOB = { ...job(), conclusion: 'skipped' };

describe('a run that succeeded', () => {
  it.each([
    ['whose guard has ended it', [job(GUARD.name, '-Build', '-S3 sync', '-CloudFront invalidation')]],
    ['of which every job was skipped', [SKIPPED_JOB]],
    ['of which only the search for changes ran', [job('Look for changes'), SKIPPED_JOB]],
    ['that built, and skipped the rest', [job('Build', '-S3 sync', '-CloudFront invalidation')]],
    ['that built, and skipped the job that deploys', [job('Build'), SKIPPED_JOB]],
    ['that only cleaned up', [job('Post Build', 'Post S3 sync')]],
    ['without jobs', []],
  ])('%s has done nothing', (_, jobs) => {
    expect(hasDoneNothing(jobs, KNOWN)).toBe(true);
  });

  it.each([
    ['all of whose steps ran', [job('Build', 'S3 sync', 'CloudFront invalidation')]],
    ['that uploaded, though nothing had to be invalidated', [job('-Build', 'S3 sync', '-CloudFront invalidation')]],
    ['whose other steps nobody knows', [job('Build', 'Upload it all')]],
    ['that deployed, and skipped another job', [job('Build', 'S3 sync'), SKIPPED_JOB]],
  ])('%s has done something', (_, jobs) => {
    expect(hasDoneNothing(jobs, KNOWN)).toBe(false);
  });

  it('of which no step is known by name cannot be called so', () => {
    expect(hasDoneNothing([job('x')], {})).toBe(false);
  });
});
