import type { Artifact } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { findArtifact } from './find-artifact.ts';

const artifact = (id: number, createdAt: number): Artifact => {
  return { id, name: 'diagnose-summary', sizeBytes: 1, expired: false, createdAt };
};
const [older, newer] = [artifact(1, 1000), artifact(2, 5000)];

describe('the artifact of an attempt', () => {
  it('is the newest one', () => {
    expect(findArtifact([newer, older], 1, [{ startedAt: 500 }])).toBe(newer);
    expect(findArtifact([newer, older], 2, [{ startedAt: 4000 }])).toBe(newer);
    expect(findArtifact([], 1, [])).toBeUndefined();
  });

  it('is none that was there before a re-run began', () => {
    expect(findArtifact([older], 2, [{ startedAt: 4000 }])).toBeUndefined();
    expect(findArtifact([older], 2, [])).toBeUndefined();
  });

  it('may be of a job that was not run again, because it had succeeded', () => {
    expect(findArtifact([older], 2, [{ startedAt: 4000 }, { startedAt: 900 }])).toBe(older);
  });
});
