/** What the webhook is told of pull requests, in GitHub's shape. */
import { describe, expect, it } from 'vitest';
import { testGitHub } from './test-github.ts';

const TASK = { title: 'Gift cards', body: 'Closes #7', head: 'gift-cards', base: 'main', draft: true };

async function withTask() {
  const { github, receiver } = await testGitHub();
  const number = github.openPull(TASK);
  async function told() {
    await github.whenIdle();
    const all = receiver.received.splice(0);
    return all.map(({ headers, body }) => ({ event: headers['x-github-event'], ...JSON.parse(body) }));
  }
  const names = async () =>
    (await told()).map(({ event, action }) => (action === undefined ? event : `${event}.${action}`));
  return { github, number, told, names };
}

describe('the webhook is told', () => {
  it('how a pull request goes from draft to merged, and of the issue that it closed', async () => {
    const { github, number, told } = await withTask();
    github.markReady(7);
    github.markDraft(7);
    github.markReady(7);
    github.mergePull(7);
    const all = await told();
    expect(all.map(({ event, action }) => `${event}.${action}`)).toEqual([
      'pull_request.opened',
      'pull_request.ready_for_review',
      'pull_request.converted_to_draft',
      'pull_request.ready_for_review',
      'pull_request.closed',
      'issues.closed',
    ]);
    expect(all[0]).toMatchObject({ number, pull_request: { number, draft: true, mergeable: null, merged: false } });
    expect(all[4]).toMatchObject({ number, pull_request: { merged: true, merged_by: { login: 'mara-k' } } });
    expect(all[5]).toMatchObject({ issue: { number: 7, state: 'closed', state_reason: 'completed' } });
  });

  it('of every push to it, with the heads before and after', async () => {
    const { github, told } = await withTask();
    const before = (await told())[0].pull_request.head.sha;
    const after = github.pushToPull(7);
    expect(await told()).toMatchObject([
      { action: 'synchronize', before, after, pull_request: { head: { sha: after } } },
    ]);
  });

  it('of what is closed without a merge, opened again, and whose branch is deleted', async () => {
    const { github, number, told } = await withTask();
    github.pushToPull(7);
    github.closeIssue(number);
    github.reopen(number);
    github.deleteBranch(TASK.head);
    const all = (await told()).slice(2);
    expect(all.map(({ action, pull_request }) => [action, pull_request.merged])).toEqual([
      ['closed', false],
      ['reopened', false],
      ['closed', false],
    ]);
  });

  it('of reviews, those that a push takes away among them', async () => {
    const { github, number, told } = await withTask();
    github.protectMain({ requiredApprovals: 1, requiredChecks: [], dismissStale: true });
    github.requestReview(7, 'lin-t');
    github.reviewPull(7, 'changes', 'lin-t');
    github.reviewPull(7, 'approve', 'jonas-w');
    github.pushToPull(7);
    const all = (await told()).slice(1);
    expect(all.map(({ event, action, review }) => [event, action, review?.state])).toEqual([
      ['pull_request', 'review_requested', undefined],
      ['pull_request_review', 'submitted', 'changes_requested'],
      ['pull_request_review', 'submitted', 'approved'],
      ['pull_request', 'synchronize', undefined],
      ['pull_request_review', 'dismissed', 'dismissed'],
    ]);
    const review = { user: { login: 'lin-t' }, commit_id: expect.any(String), submitted_at: expect.any(String) };
    expect(all[1]).toMatchObject({ review, pull_request: { number, draft: true } });
    expect(all[1].pull_request).not.toHaveProperty('mergeable');
  });

  it('of each check that ends, and of their suite with the last', async () => {
    const { github, number, told, names } = await withTask();
    await told();
    github.reportChecks(7, 'start', 'unit tests');
    github.reportChecks(7, 'fail', 'lint');
    expect(await names()).toEqual(['check_run.created', 'check_run.completed']);
    github.reportChecks(7, 'pass', 'unit tests');
    const [run, suite] = await told();
    expect(run).toMatchObject({ event: 'check_run', check_run: { name: 'unit tests', conclusion: 'success' } });
    const { head_sha } = run.check_run;
    const pulls = [{ number, head: { ref: TASK.head, sha: head_sha } }];
    const ended = { head_sha, head_branch: TASK.head, conclusion: 'failure', pull_requests: pulls };
    expect(suite).toMatchObject({ event: 'check_suite', action: 'completed', check_suite: ended });
  });

  it('that the merge queue merged', async () => {
    const { github, told } = await withTask();
    github.markReady(7);
    github.protectMain({ requiredApprovals: 0, requiredChecks: [], mergeQueue: true });
    github.mergePull(7);
    const bot = { login: 'github-merge-queue[bot]' };
    expect((await told())[2]).toMatchObject({ action: 'closed', pull_request: { merged_by: bot }, sender: bot });
  });

  it('of statuses, labels, titles and comments', async () => {
    const { github, number, names } = await withTask();
    github.reportStatus(7, 'ci', 'failure');
    github.label(number, 'ready');
    github.editTitle(number, 'Better');
    expect(await names()).toEqual(['pull_request.opened', 'status', 'pull_request.labeled', 'pull_request.edited']);
  });
});

describe('people', () => {
  it('are told what cannot be', async () => {
    const { github, number } = await withTask();
    expect(() => github.markDraft(7)).toThrow(`Pull request #${number} is a draft already.`);
    expect(() => github.mergePull(number)).toThrow('Pull Request is still a draft');
    github.markReady(number);
    github.mergePull(number);
    for (const act of [() => github.markReady(7), () => github.pushToPull(7), () => github.makeConflict(number)])
      expect(act).toThrow(`Pull request #${number} is merged.`);
    expect(() => github.reviewPull(3, 'approve')).toThrow(
      'There is no pull request #3, and none that closes an issue #3. !issues lists those there are.',
    );
  });

  it('do not review their own work', async () => {
    const { github, number } = await withTask();
    github.reviewPull(7, 'approve');
    expect(() => github.reviewPull(number, 'approve', 'mara-k')).toThrow('Can not approve your own pull request');
  });
});
