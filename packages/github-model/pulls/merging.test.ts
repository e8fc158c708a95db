import { beforeEach, describe, expect, it } from 'vitest';
import * as rules from '../index.ts';
import { AT, BY, testPull } from './test-pull.ts';

let { model, pull, issue, merge, judge, check, protect, stateNow, pushTo } = testPull();
beforeEach(() => {
  ({ model, pull, issue, merge, judge, check, protect, stateNow, pushTo } = testPull());
});

describe('a merge', () => {
  it('closes the pull request and the issues that it names, and moves its base', () => {
    const { sha, closed } = merge({ method: 'squash' });
    expect(pull).toMatchObject({ state: 'closed', pullRequest: { merged: true, mergeSha: sha } });
    expect(closed).toEqual([issue()]);
    expect(issue()).toMatchObject({ state: 'closed', stateReason: 'completed', closedBy: BY });
    expect(model.branches['main']).toBe(sha);
  });

  it('into another branch than the default one closes no issue', () => {
    rules.createBranch(model, 'next', model.branches['main'] ?? '');
    pull.pullRequest.base = 'next';
    expect(merge().closed).toEqual([]);
    expect(issue().state).toBe('open');
  });

  it.each([
    ['merge', 2, 'Merge pull request #8 from basket'],
    ['squash', 1, 'Basket (#8)'],
    ['rebase', 1, 'Work'],
  ] as const)('by %s makes a commit with %i parents', (method, parents, message) => {
    const commit = model.commits[merge({ method }).sha];
    expect([commit?.parents.length, commit?.message]).toEqual([parents, message]);
  });

  it.each<[string, number, string, () => void, Partial<rules.Merge>?]>([
    ['of what is closed', 405, 'Pull Request is not mergeable', () => rules.closePullRequest(pull, BY, AT)],
    ['of what is merged', 405, 'Pull Request is not mergeable', () => merge()],
    ['of a draft', 405, 'Pull Request is still a draft', () => rules.setDraft(pull, true, AT)],
    ['of another head', 409, 'Head branch was modified. Review and try the merge again.', () => {}, { headSha: 'a1' }],
    [
      'of what conflicts',
      405,
      'Pull Request has merge conflicts',
      () => Object.assign(pull.pullRequest, { conflicts: true }),
    ],
    [
      'in a way that is not allowed',
      405,
      'Squash merges are not allowed on this repository.',
      () => Object.assign(model, { mergeMethods: ['merge'] }),
      { method: 'squash' },
    ],
  ])('%s is refused with %i', (_, status, message, given, more) => {
    given();
    expect(() => merge(more)).toThrow(expect.objectContaining({ status, message }));
  });
});

describe('what a protected branch asks for', () => {
  it('is as many approvals as it says, each person’s last word counting', () => {
    protect({ requiredApprovals: 1 });
    expect(() => merge()).toThrow('At least 1 approving review is required by reviewers with write access.');
    judge(BY, 'approved');
    judge(BY, 'changes_requested');
    judge('lin', 'approved');
    expect(() => merge()).toThrow('Changes requested by a reviewer.');
    judge(BY, 'approved');
    judge(BY, 'commented');
    expect(rules.opinionsOn(model, 8)).toEqual({ approve: [BY, 'lin'], want: [] });
    merge();
  });

  it('is an approval of the newest head, where a push takes the others away', () => {
    protect({ requiredApprovals: 1, dismissStale: true });
    judge(BY, 'approved');
    pushTo('basket');
    expect(rules.dismissStale(model, pull)).toMatchObject([{ author: BY, state: 'dismissed' }]);
    expect(() => merge()).toThrow('At least 1 approving review is required');
  });

  it.each([
    ['nobody reported it', undefined, 'Required status check "unit" is expected.'],
    ['it waits', { status: 'queued', conclusion: null }, 'Required status check "unit" is queued.'],
    ['it runs', { status: 'in_progress', conclusion: null }, 'Required status check "unit" is in progress.'],
    ['it failed', { conclusion: 'failure' }, 'Required status check "unit" is failing.'],
  ] as const)('is a check: where %s', (_, seen, message) => {
    protect({ requiredChecks: ['unit'] });
    if (seen !== undefined) check('unit', seen);
    expect(() => merge()).toThrow(message);
    check('unit', { conclusion: 'skipped' });
    merge();
  });

  it('can be several checks', () => {
    protect({ requiredChecks: ['unit', 'lint', 'e2e'] });
    expect(() => merge()).toThrow('3 of 3 required status checks are expected.');
    check('unit', { conclusion: 'failure' });
    check('lint', { status: 'in_progress', conclusion: null });
    expect(() => merge()).toThrow('3 of 3 required status checks have not succeeded: 1 expected and 1 failing.');
  });

  it('can be a status of the older kind', () => {
    protect({ requiredChecks: ['ci'] });
    const about = { id: 1, sha: pull.pullRequest.headSha, context: 'ci', description: null, url: null, at: AT };
    rules.reportStatus(model, { ...about, state: 'pending' });
    expect(() => merge()).toThrow('Required status check "ci" is pending.');
    rules.reportStatus(model, { ...about, state: 'success' });
    merge();
  });

  it('can be that the merge queue does it', () => {
    protect({ requiredApprovals: 1, mergeQueue: true });
    expect(() => merge({ fromQueue: true })).toThrow('At least 1 approving review is required');
    judge(BY, 'approved');
    expect(() => merge()).toThrow('Changes must be made through the merge queue');
    merge({ fromQueue: true });
  });

  it('can be every commit of the base, until which no check counts', () => {
    protect({ requiredChecks: ['unit'], upToDate: true });
    check('unit');
    pushTo('main');
    expect(stateNow()).toBe('behind');
    expect(() => merge()).toThrow('Required status check "unit" is expected.');
    rules.updateBranch(model, pull, { by: BY, at: AT });
    rules.followBranch(model, 'basket', AT);
    check('unit');
    merge();
  });
});

describe('whether it can be merged', () => {
  it('is not known until it was asked for, and again after each push to its head or base', () => {
    expect(rules.mergeabilityOf(model, pull)).toEqual({ mergeable: null, state: 'unknown' });
    expect(stateNow()).toBe('clean');
    for (const branch of ['basket', 'main']) {
      pushTo(branch, branch);
      expect(rules.mergeabilityOf(model, pull).mergeable).toBeNull();
      expect(stateNow()).toBe('clean');
    }
  });

  it.each<[rules.MergeableState, () => void]>([
    ['dirty', () => Object.assign(pull.pullRequest, { conflicts: true })],
    ['draft', () => rules.setDraft(pull, true, AT)],
    ['blocked', () => protect({ requiredApprovals: 1 })],
    ['unstable', () => check('lint', { conclusion: 'failure' })],
    ['clean', () => check('lint')],
  ])('is %s', (state, given) => {
    given();
    expect(stateNow()).toBe(state);
    expect(rules.mergeabilityOf(model, pull).mergeable).toBe(state !== 'dirty');
  });

  it('is so again once a push has settled a conflict', () => {
    pull.pullRequest.conflicts = true;
    pushTo('basket');
    expect(stateNow()).toBe('clean');
  });
});

describe('an update of its branch', () => {
  it.each<[string, string, () => void, Partial<rules.Merge>?]>([
    ['of another head', 'expected head sha didn’t match current head ref.', () => {}, { headSha: 'a1' }],
    ['that has everything', 'There are no new commits on the base branch.', () => {}],
    [
      'that conflicts',
      'merge conflict between base and head',
      () => pushTo('main') && Object.assign(pull.pullRequest, { conflicts: true }),
    ],
  ])('%s is refused', (_, message, given, more) => {
    given();
    expect(() => rules.updateBranch(model, pull, { by: BY, at: AT, ...more })).toThrow(message);
  });

  it('of one that was closed before its branch went on is refused, though it shows the head that is named', () => {
    const { headSha } = pull.pullRequest;
    pushTo('main');
    rules.closePullRequest(pull, BY, AT);
    pushTo('basket');
    expect(pull.pullRequest.headSha).toBe(headSha);
    const update = () => rules.updateBranch(model, pull, { by: BY, at: AT, headSha });
    expect(update).toThrow('expected head sha didn’t match current head ref.');
  });
});
