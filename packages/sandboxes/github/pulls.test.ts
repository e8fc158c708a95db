import { beforeEach, describe, expect, it } from 'vitest';
import { type TestGitHub, testGitHub } from './test-github.ts';

const TASK = { title: 'Gift cards', body: 'Closes #7', head: 'valine/issue-7', base: 'main', draft: true };

/** A draft of the bot's that closes the issue #7, two commits ahead. */
async function openTask(bench: TestGitHub): Promise<{ number: number; sha: string }> {
  const { json: branch } = await bench.call('GET', '/branches/main');
  const commit = { message: 'Begin', tree: branch.commit.commit.tree.sha, parents: [branch.commit.sha] };
  const { json: made } = await bench.call('POST', '/git/commits', commit);
  await bench.call('POST', '/git/refs', { ref: `refs/heads/${TASK.head}`, sha: made.sha });
  const { json } = await bench.call('POST', '/pulls', TASK);
  bench.github.pushToPull(json.number);
  const { json: pushed } = await bench.call('GET', `/pulls/${json.number}`);
  return { number: json.number, sha: pushed.head.sha };
}

let bench: TestGitHub;
let task: Awaited<ReturnType<typeof openTask>>;
let at: string;
beforeEach(async () => {
  bench = await testGitHub();
  task = await openTask(bench);
  at = `/pulls/${task.number}`;
});

const pull = async () => (await bench.call('GET', at)).json;
const merge = (more = {}) => bench.call('PUT', `${at}/merge`, { sha: task.sha, merge_method: 'squash', ...more });

describe('a pull request', () => {
  it('is shown with its ends, and its draft', async () => {
    const head = { ref: TASK.head, sha: task.sha, label: `acme:${TASK.head}`, repo: { full_name: 'acme/web-shop' } };
    expect(await pull()).toMatchObject({ ...TASK, head, base: { ref: 'main' }, state: 'open', merged: false });
    const { json: listed } = await bench.call('GET', `/pulls?head=acme:${TASK.head}&state=all`);
    expect(listed).toMatchObject([{ number: task.number, merged_at: null, draft: true }]);
    expect(listed[0]).not.toHaveProperty('mergeable');
  });

  it('needs something to merge, and is the only one of its branch', async () => {
    const open = async (more: object) => (await bench.call('POST', '/pulls', { ...TASK, ...more })).json.message;
    expect(await open({ head: 'nowhere' })).toBe('Validation Failed');
    expect(await open({ head: 'main' })).toBe('Validation Failed: No commits between main and main');
    expect(await open({})).toContain('A pull request already exists for acme:valine/issue-7.');
  });

  it('does not tell at once whether it can be merged', async () => {
    bench.github.markReady(7);
    bench.github.pushToPull(7);
    expect(await pull()).toMatchObject({ mergeable: null, mergeable_state: 'unknown', merge_commit_sha: null });
    const seen = { mergeable: true, mergeable_state: 'clean', merge_commit_sha: expect.any(String), merged: false };
    expect(await pull()).toMatchObject(seen);
    bench.github.pushToPull(7);
    expect(await pull()).toMatchObject({ mergeable: null });
    bench.github.makeConflict(7);
    await pull();
    expect(await pull()).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
  });

  it('has a page for people', async () => {
    bench.github.reviewPull(7, 'approve');
    bench.github.reportChecks(7, 'start');
    const page = await fetch((await pull()).html_url);
    expect((await page.text()).split('\n').slice(3, 6)).toEqual([
      `${TASK.head} at ${task.sha.slice(0, 7)} into main (draft)`,
      'Review: mara-k, approved',
      'Check: unit tests, in_progress',
    ]);
  });

  it('is edited, closed and opened again', async () => {
    const { json } = await bench.call('PATCH', at, { title: 'Better', body: 'Fixes #7', state: 'closed' });
    expect(json).toMatchObject({ title: 'Better', body: 'Fixes #7', state: 'closed', merged: false });
    expect((await bench.call('PATCH', at, { state: 'open' })).json).toMatchObject({ state: 'open', closed_at: null });
    expect((await bench.call('PATCH', at, { state: 'merged' })).status).toBe(422);
  });

  it('is closed where its branch is deleted', async () => {
    expect((await bench.call('DELETE', `/git/refs/heads/${TASK.head}`)).status).toBe(204);
    expect(await pull()).toMatchObject({ state: 'closed', merged: false });
    const again = await bench.call('DELETE', `/git/refs/heads/${TASK.head}`);
    expect(again).toMatchObject({ status: 422, json: { message: 'Reference does not exist' } });
    const { status, json } = await bench.call('PATCH', at, { state: 'open' });
    expect([status, json.message]).toEqual([
      422,
      `Validation Failed: state cannot be changed. The ${TASK.head} branch has been deleted.`,
    ]);
  });
});

describe('a merge', () => {
  it('closes the issue that the pull request names, and tells who did it', async () => {
    bench.github.markReady(7);
    const { json } = await merge();
    expect(json).toEqual({ sha: expect.any(String), merged: true, message: 'Pull Request successfully merged' });
    const merged = { merged: true, merge_commit_sha: json.sha, merged_by: { login: 'valine-bot' } };
    expect(await pull()).toMatchObject({ ...merged, merged_at: expect.any(String), mergeable: null });
    expect((await bench.call('GET', '/issues/7')).json).toMatchObject({ state: 'closed', state_reason: 'completed' });
    expect((await bench.call('GET', '/git/ref/heads/main')).json.object.sha).toBe(json.sha);
  });

  it.each<[string, number, string, (github: TestGitHub['github']) => unknown, object?]>([
    ['of a draft', 405, 'Pull Request is still a draft', (github) => github.markDraft(7)],
    ['of what conflicts', 405, 'Pull Request has merge conflicts', (github) => github.makeConflict(7)],
    ['of what is closed', 405, 'Pull Request is not mergeable', (github) => github.mergePull(7)],
    [
      'of a head that moved',
      409,
      'Head branch was modified. Review and try the merge again.',
      (github) => github.pushToPull(7),
    ],
    [
      'that nobody approved',
      405,
      'At least 1 approving review is required by reviewers with write access.',
      (github) => github.protectMain({ requiredApprovals: 1, requiredChecks: [] }),
    ],
    [
      'past the merge queue',
      405,
      'Changes must be made through the merge queue',
      (github) => github.protectMain({ requiredApprovals: 0, requiredChecks: [], mergeQueue: true }),
    ],
    ['in an unknown way', 422, 'Validation Failed', () => {}, { merge_method: 'octopus' }],
  ])('%s answers %i', async (_, status, message, given, more) => {
    bench.github.markReady(7);
    given(bench.github);
    expect(await merge(more)).toMatchObject({ status, json: { message } });
  });
});

describe('reviews', () => {
  it('are listed with the head they were given for, and counted by person', async () => {
    bench.github.protectMain({ requiredApprovals: 1, requiredChecks: [], dismissStale: true });
    bench.github.markReady(7);
    bench.github.reviewPull(7, 'changes');
    bench.github.reviewPull(7, 'approve');
    const { json } = await bench.call('GET', `${at}/reviews`);
    expect(json).toMatchObject([
      { state: 'CHANGES_REQUESTED', commit_id: task.sha, user: { login: 'mara-k' } },
      { state: 'APPROVED', body: '' },
    ]);
    const dismissal = await bench.call('PUT', `${at}/reviews/${json[0].id}/dismissals`, { message: 'Done' });
    expect(dismissal.json).toMatchObject({ state: 'DISMISSED' });
    expect((await merge()).status).toBe(200);
  });

  it('are given by the token, though not of its own work', async () => {
    const { status, json } = await bench.call('POST', `${at}/reviews`, { event: 'APPROVE' });
    expect([status, json.message]).toEqual([422, 'Unprocessable Entity: Can not approve your own pull request']);
    const remark = await bench.call('POST', `${at}/reviews`, { event: 'COMMENT', body: 'So far.' });
    expect(remark).toMatchObject({ status: 200, json: { state: 'COMMENTED', body: 'So far.' } });
    expect((await bench.call('POST', `${at}/reviews`, { event: 'MAYBE' })).status).toBe(422);
  });

  it('are asked for, until they are given', async () => {
    const asked = await bench.call('POST', `${at}/requested_reviewers`, { reviewers: ['mara-k', 'lin-t'] });
    expect(asked).toMatchObject({ status: 201, json: { requested_reviewers: [{ login: 'mara-k' }, {}] } });
    bench.github.reviewPull(7, 'comment');
    await bench.call('DELETE', `${at}/requested_reviewers`, { reviewers: ['lin-t'] });
    expect((await bench.call('GET', `${at}/requested_reviewers`)).json).toEqual({ users: [], teams: [] });
  });
});

describe('checks', () => {
  it('are listed for a branch and for a commit, and by name', async () => {
    expect(bench.github.reportChecks(7, 'start')).toEqual(['unit tests']);
    expect(bench.github.reportChecks(7, 'fail', 'lint')).toEqual(['lint']);
    expect(bench.github.reportChecks(7, 'pass')).toEqual(['unit tests', 'lint']);
    bench.github.reportChecks(7, 'fail', 'unit tests');
    for (const ref of [task.sha, encodeURIComponent(TASK.head)])
      expect((await bench.call('GET', `/commits/${ref}/check-runs`)).json).toMatchObject({
        total_count: 2,
        check_runs: [
          { name: 'unit tests', status: 'completed', conclusion: 'failure', pull_requests: [{ number: task.number }] },
          { name: 'lint', conclusion: 'success' },
        ],
      });
    const one = await bench.call('GET', `/commits/${task.sha}/check-runs?check_name=lint`);
    expect(one.json.total_count).toBe(1);
    const { json } = await bench.call('GET', `/commits/${task.sha}/check-suites`);
    expect(json).toMatchObject({ check_suites: [{ status: 'completed', conclusion: 'failure' }] });
  });

  it('of the older kind are pending while there are none', async () => {
    const status = async () => (await bench.call('GET', `/commits/${task.sha}/status`)).json;
    expect(await status()).toMatchObject({ state: 'pending', total_count: 0, statuses: [] });
    bench.github.reportStatus(7, 'ci/build', 'success');
    expect(await status()).toMatchObject({ state: 'success', statuses: [{ context: 'ci/build' }] });
    expect(await bench.call('GET', '/commits/nowhere/status')).toMatchObject({ status: 422 });
  });
});

describe('a branch', () => {
  it('tells what it asks for', async () => {
    expect(await bench.call('GET', '/branches/main/protection')).toMatchObject({
      status: 404,
      json: { message: 'Branch not protected' },
    });
    bench.github.protectMain({ requiredApprovals: 2, requiredChecks: ['unit tests'], upToDate: true });
    expect((await bench.call('GET', '/branches/main/protection')).json).toMatchObject({
      required_status_checks: { strict: true, contexts: ['unit tests'] },
      required_pull_request_reviews: { required_approving_review_count: 2 },
    });
    const { json } = await bench.call('GET', '/branches/main');
    expect(json).toMatchObject({
      protected: true,
      protection: { required_status_checks: { contexts: ['unit tests'] } },
    });
    expect((await bench.call('GET', '/branches/none')).status).toBe(404);
  });

  it('is brought up to date with its base', async () => {
    bench.github.pushCommit('Meanwhile');
    expect(await bench.call('PUT', `${at}/update-branch`, { expected_head_sha: task.sha })).toMatchObject({
      status: 202,
      json: { message: 'Updating pull request branch.' },
    });
    expect((await pull()).head.sha).not.toBe(task.sha);
    expect((await bench.call('PUT', `${at}/update-branch`, {})).json.message).toBe(
      'There are no new commits on the base branch.',
    );
  });
});

describe('a comment', () => {
  it('is edited, and reacted to once by each', async () => {
    const { json } = await bench.call('POST', '/issues/7/comments', { body: 'Begun.' });
    const one = `/issues/comments/${json.id}`;
    await bench.call('PATCH', one, { body: 'Done.' });
    expect((await bench.call('GET', one)).json).toMatchObject({ id: json.id, body: 'Done.' });
    const react = (content: string) => bench.call('POST', `${one}/reactions`, { content });
    expect([(await react('eyes')).status, (await react('eyes')).status]).toEqual([201, 200]);
    expect((await bench.call('GET', `${one}/reactions`)).json).toMatchObject([{ content: 'eyes' }]);
    expect((await react('sigh')).status).toBe(422);
    expect((await bench.call('PATCH', '/issues/comments/1', { body: 'x' })).status).toBe(404);
  });
});
