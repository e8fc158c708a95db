import type { EffectRecord, Tracking } from '@valine/records';
import { buildStage, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { trackingBlockedReason } from './blocked-reason.ts';
import { runSeen } from './test-trackings.ts';

const HOUR = 3_600_000;
const { requestedAt: BEGAN, deadline: DEADLINE } = buildTracking();
const effect = (kind: string, change: Partial<EffectRecord> = {}): EffectRecord => {
  const params = kind === 'dispatch-workflow' ? {} : { runId: 7001, attempt: 1 };
  return { id: 'e1', kind, params, intendedAt: BEGAN, epoch: 1, ...change };
};
const START = effect('dispatch-workflow');
const RERUN = effect('rerun-failed-jobs');
const CANCEL = effect('cancel-workflow-run', { id: 'e2' });
const starting = (change: Partial<Tracking> = {}, run = {}) =>
  buildTracking({ stages: [buildStage({ kind: 'deploy', effectId: 'e1', ...run })], ...change });
const of = (run: Parameters<typeof runSeen>[0], change: Partial<Tracking> = {}) =>
  starting(change, { run: runSeen(run) });
const GIVEN_UP = { state: 'abandoned', endedAt: DEADLINE } as const;

describe('an effect of a follow', () => {
  it.each([
    ['a start, until the time is up', starting(), START, DEADLINE - 1],
    ['a re-run, until the time is up', of({ attempt: 2, status: 'queued' }), RERUN, DEADLINE - 1],
    ['a cancel of the attempt that is followed', of({}), CANCEL, DEADLINE - 1],
    ['what an operator has tried again', starting(GIVEN_UP), { ...START, resolvedAt: DEADLINE }, DEADLINE + HOUR - 1],
  ])('may still be called: %s', (_, tracking, which, now) => {
    expect(trackingBlockedReason(tracking, which, now)).toBeUndefined();
  });

  it.each([
    ['a start, when the time is up', starting(), START, DEADLINE],
    ['a start that was given up', starting(GIVEN_UP), START, DEADLINE - 1],
    ['a cancel of what was given up', of({}, GIVEN_UP), CANCEL, DEADLINE - 1],
    ['long after an operator', starting(GIVEN_UP), { ...START, resolvedAt: DEADLINE }, DEADLINE + HOUR],
    ['given up once more', starting(GIVEN_UP), { ...START, resolvedAt: DEADLINE - 1 }, DEADLINE],
  ])('comes too late: %s', (_, tracking, which, now) => {
    expect(trackingBlockedReason(tracking, which, now)).toContain('in time');
  });

  it.each([
    ['a start whose run has shown up', of({}), START],
    ['a cancel of the attempt before', of({ attempt: 2 }), CANCEL],
    ['a re-run that another one has taken the place of', starting({}, { effectId: 'e9' }), RERUN],
    ['a cancel of what has ended', of({}, { state: 'failed', endedAt: BEGAN }), CANCEL],
  ])('is not meant any more: %s', (_, tracking, which) => {
    expect(trackingBlockedReason(tracking, which, BEGAN)).toContain('moved on');
  });
});
