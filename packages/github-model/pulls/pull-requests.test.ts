import { beforeEach, describe, expect, it } from 'vitest';
import * as rules from '../index.ts';
import { AT, BY, testPull } from './test-pull.ts';

let { model, pull, judge, pushTo } = testPull();
beforeEach(() => {
  ({ model, pull, judge, pushTo } = testPull());
});

describe('a pull request', () => {
  it('follows its branch while it is open', () => {
    const before = pull.pullRequest.headSha;
    const sha = rules.push(model, { branch: 'basket', message: 'More', author: BY, at: AT });
    expect(rules.followBranch(model, 'basket', AT)).toEqual([{ pull, before }]);
    expect(rules.pullRequestsAt(model, sha)).toEqual([pull]);
    rules.closePullRequest(pull, BY, AT);
    pushTo('basket', 'Later');
    expect(pull.pullRequest.headSha).toBe(sha);
  });

  it('is closed with its branch, and cannot be opened again without it', () => {
    expect(rules.deleteBranch(model, 'basket', BY, AT)).toEqual([pull]);
    expect(pull.state).toBe('closed');
    const reopen = () => rules.reopenPullRequest(model, pull, AT);
    expect(reopen).toThrow('state cannot be changed. The basket branch has been deleted.');
    expect(() => rules.deleteBranch(model, 'basket', BY, AT)).toThrow('Reference does not exist');
    rules.createBranch(model, 'basket', pull.pullRequest.headSha);
    expect([reopen(), reopen()]).toEqual([true, false]);
  });

  it('is not opened again once it is merged, nor beside another', () => {
    rules.closePullRequest(pull, BY, AT);
    const about = { title: 'Again', draft: false, head: 'basket', base: 'main' };
    rules.openPullRequest(model, { id: 9, number: 9, author: 'bot', at: AT, ...about });
    const reopen = () => rules.reopenPullRequest(model, pull, AT);
    expect(reopen).toThrow('There is already an open pull request from basket to main.');
    pull.pullRequest.merged = true;
    expect(reopen).toThrow('state cannot be changed.');
  });

  it('needs a branch with a commit that its base lacks', () => {
    const open = (head: string, base = 'main') => rules.assertOpenable(model, { head, base });
    open('basket');
    expect(() => open('nowhere')).toThrow('Validation Failed');
    expect(() => open('basket', 'nowhere')).toThrow('Validation Failed');
    rules.createBranch(model, 'empty', model.branches['main'] ?? '');
    expect(() => open('empty')).toThrow('No commits between main and empty');
  });

  it('is not judged by its author, nor are they asked to', () => {
    expect(() => judge('bot', 'approved')).toThrow('Can not approve your own pull request');
    expect(() => judge('bot', 'changes_requested')).toThrow('Can not request changes on your own pull request');
    judge('bot', 'commented');
    expect(() => rules.requestReviews(pull, ['bot'], AT)).toThrow('Review cannot be requested from');
  });

  it('is asked of a reviewer until they have answered', () => {
    expect(rules.requestReviews(pull, ['lin', BY], AT)).toEqual(['lin', BY]);
    expect(rules.requestReviews(pull, ['lin'], AT)).toEqual([]);
    judge('lin', 'approved');
    expect(pull.pullRequest.reviewers).toEqual([BY]);
  });
});

describe('the words that close an issue', () => {
  it.each([
    ['Closes #7', [7]],
    ['fix: #7, and RESOLVES #9.', [7, 9]],
    ['Fixed acme/web#7', [7]],
    ['resolved https://github.com/acme/web/issues/7', [7]],
    ['closes acme/api#7', []],
    ['discloses #7', []],
    ['see #7', []],
    [null, []],
  ])('%s', (body, numbers) => {
    expect(rules.closedBy(model, body)).toEqual(numbers);
  });

  it('lead from an issue to its newest pull request', () => {
    expect([rules.pullRequestFor(model, 7), rules.pullRequestFor(model, 8)]).toEqual([pull, pull]);
    const about = { title: 'Again', body: 'Fixes #7', draft: true, head: 'other', base: 'main' };
    const newer = rules.openPullRequest(model, { id: 9, number: 9, author: 'bot', at: AT, ...about });
    expect(rules.pullRequestFor(model, 7)).toBe(newer);
    expect(rules.pullRequestFor(model, 99)).toBeUndefined();
  });
});
