import { buildIssue, buildPlan, buildTask } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { blockersToRead, decideDifferences, type IssuesOnGitHub } from './decide-differences.ts';

const plan = buildPlan({ state: 'in_progress', label: 'ready', tasks: [buildTask(1), buildTask(2)] });
const onGitHub = (...entries: [number, ReturnType<IssuesOnGitHub['get']>][]) => new Map(entries);

describe('the differences between a plan and GitHub', () => {
  it('are none while its issues are open and carry the label, in any case', () => {
    const both = onGitHub([1, buildIssue(1)], [2, buildIssue(2, { labels: ['P1', 'READY'] })]);
    expect(decideDifferences(plan, both)).toEqual([]);
  });

  it('are the issues that are closed, with how', () => {
    const closed = buildIssue(2, { state: 'closed', stateReason: 'not_planned' });
    expect(decideDifferences(plan, onGitHub([1, buildIssue(1)], [2, closed]))).toEqual([
      { number: 2, state: 'closed', stateReason: 'not_planned', labels: ['ready'], updatedAt: closed.updatedAt },
    ]);
  });

  it('are the issues that are gone', () => {
    expect(decideDifferences(plan, onGitHub([1, undefined], [2, buildIssue(2)]))).toEqual([
      { number: 1, state: 'missing', stateReason: null, labels: [] },
    ]);
  });

  it('are the open issues that lost the label', () => {
    expect(decideDifferences(plan, onGitHub([1, buildIssue(1, { labels: ['later'] })]))).toEqual([
      { number: 1, state: 'open', stateReason: null, labels: ['later'], updatedAt: Date.UTC(2026, 1, 1, 1) },
    ]);
  });

  it('are the issues that have changed since the plan last heard of them, in line or not', () => {
    const asOf = Date.UTC(2026, 1, 1, 1);
    const tasks = [buildTask(1, { asOf }), buildTask(2, { asOf })];
    expect(decideDifferences({ ...plan, tasks }, onGitHub([1, buildIssue(1)], [2, buildIssue(2)]))).toEqual([
      { number: 2, state: 'open', stateReason: null, labels: ['ready'], updatedAt: Date.UTC(2026, 1, 1, 2) },
    ]);
  });

  it('are not reported for tasks that have ended', () => {
    const tasks = [buildTask(1, { state: 'merged' }), buildTask(2, { state: 'skipped' }), buildTask(3)];
    const gone = onGitHub([1, undefined], [2, undefined], [3, undefined]);
    expect(decideDifferences({ ...plan, tasks }, gone).map(({ number }) => number)).toEqual([3]);
  });

  it('are what a task waits for, once it is closed, and that nothing blocks it any more', () => {
    const blockedBy = [
      { number: 7 },
      { number: 8 },
      { number: 9, repository: 'acme/api' },
      { number: 6, isClosed: true },
    ];
    const waiting = { ...plan, tasks: [buildTask(1, { state: 'started' }), buildTask(2, { blockedBy })] };
    expect(blockersToRead(waiting)).toEqual([7, 8]);
    const closed = buildIssue(7, { state: 'closed' });
    const issues = onGitHub(
      [1, buildIssue(1)],
      [2, buildIssue(2, { openBlockers: 2 })],
      [7, closed],
      [8, buildIssue(8)],
    );
    expect(decideDifferences(waiting, issues)).toMatchObject([{ number: 7, state: 'closed' }]);
    const free = onGitHub([2, buildIssue(2, { openBlockers: 0 })]);
    expect(decideDifferences(waiting, free)).toMatchObject([{ number: 2, openBlockers: 0 }]);
    const begun = { ...plan, tasks: [buildTask(2, { state: 'started', blockedBy })] };
    expect([blockersToRead(begun), decideDifferences(begun, free)]).toEqual([[], []]);
  });

  it('say nothing of an issue that was not read', () => {
    expect(decideDifferences(plan, onGitHub())).toEqual([]);
  });
});
