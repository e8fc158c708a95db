import { beforeEach, describe, expect, it } from 'vitest';
import * as rules from '../index.ts';
import { AT, BY, testPull } from './test-pull.ts';

let { model, pull, protect, pushTo } = testPull();
beforeEach(() => {
  ({ model, pull, protect, pushTo } = testPull());
  protect({ mergeQueue: true });
});

const enqueue = (headSha?: string) => rules.enqueue(model, pull, { headSha, at: AT });

describe('a merge queue', () => {
  it('takes each pull request once, the earlier first', () => {
    enqueue();
    expect(enqueue).toThrow('Pull request is already in the queue.');
    const second = rules.openPullRequest(model, {
      ...{ id: 9, number: 9, title: 'Second', author: BY, at: AT },
      ...{ head: 'second', base: 'main', draft: false },
    });
    rules.enqueue(model, second, { at: AT + 1 });
    expect(rules.queueOf(model, 'main').map(({ number }) => number)).toEqual([8, 9]);
    expect(rules.queueOf(model, 'next')).toEqual([]);
  });

  it.each<[string, () => void, string?]>([
    ['There is no merge queue', () => protect({})],
    ['Pull request is closed', () => rules.closePullRequest(pull, BY, AT)],
    ['Pull request is still a draft', () => rules.setDraft(pull, true, AT)],
    ['Pull request has merge conflicts', () => Object.assign(pull.pullRequest, { conflicts: true })],
    ['Head branch was modified', () => {}, 'other'],
    ['At least 1 approving review is required', () => protect({ mergeQueue: true, requiredApprovals: 1 })],
  ])('does not take everything: %s', (message, given, headSha) => {
    given();
    expect(() => enqueue(headSha)).toThrow(
      expect.objectContaining({ status: 422, message: expect.stringContaining(message) }),
    );
    expect(pull.pullRequest.queued).toBeUndefined();
  });

  it.each<[string, () => void, rules.DequeueReason | undefined]>([
    ['merged', () => rules.mergePullRequest(model, 8, { fromQueue: true, by: BY, at: AT }), 'merged'],
    ['closed', () => rules.closePullRequest(pull, BY, AT), 'manual'],
    ['pushed to', () => [pushTo('basket'), rules.followBranch(model, 'basket', AT)], undefined],
    ['taken out', () => rules.dequeue(pull, 'failed_checks', AT), 'failed_checks'],
  ])('lets go of what is %s', (_, given, reason) => {
    enqueue();
    given();
    expect(pull.pullRequest.queued).toBeUndefined();
    expect(pull.pullRequest.dequeued).toEqual({ at: AT, ...(reason && { reason }) });
    expect(rules.dequeue(pull, 'manual', AT)).toBe(false);
  });
});
