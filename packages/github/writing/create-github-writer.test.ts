import type { StubResponse } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { connectTo, failureOf } from '../test-connection.ts';
import type { GitHubWriter } from './github-writer.ts';

const AUTHOR = { name: 'Valine', email: 'valine@example.com', date: Date.UTC(2026, 2, 2, 9, 0, 0, 999) };
const SIGNED = { name: 'Valine', email: 'valine@example.com', date: '2026-03-02T09:00:00Z' };
const PULL = { title: 'Header', head: 'valine/issue-1', base: 'main', body: 'Closes #1', draft: true };
const url = 'https://github.com/acme/web/x';

/** The call, its request below the repository, and the body of that. */
type Case = [string, (writer: GitHubWriter) => Promise<unknown>, string, unknown?];

const CALLS: Case[] = [
  [
    'createCommit',
    (writer) => writer.createCommit({ message: 'Start', tree: 't1', parents: ['p1'], author: AUTHOR }),
    'POST git/commits',
    { message: 'Start', tree: 't1', parents: ['p1'], author: SIGNED, committer: SIGNED },
  ],
  ['createBranch', (w) => w.createBranch('a/b', 'c1'), 'POST git/refs', { ref: 'refs/heads/a/b', sha: 'c1' }],
  ['deleteBranch', (w) => w.deleteBranch('a/b'), 'DELETE git/refs/heads%2Fa%2Fb'],
  ['createPullRequest', (w) => w.createPullRequest(PULL), 'POST pulls', PULL],
  ['createComment', (w) => w.createComment(1, 'Begun.'), 'POST issues/1/comments', { body: 'Begun.' }],
  ['addReaction', (w) => w.addReaction(9, '+1'), 'POST issues/comments/9/reactions', { content: '+1' }],
  ['addLabels', (w) => w.addLabels(1, ['in-progress']), 'POST issues/1/labels', { labels: ['in-progress'] }],
  ['addAssignee', (w) => w.addAssignee(1, 'ada'), 'POST issues/1/assignees', { assignees: ['ada'] }],
  ['removeAssignee', (w) => w.removeAssignee(1, 'ada'), 'DELETE issues/1/assignees', { assignees: ['ada'] }],
  ['removeLabel', (w) => w.removeLabel(1, 'to do/now'), 'DELETE issues/1/labels/to%20do%2Fnow'],
  [
    'mergePullRequest',
    (writer) => writer.mergePullRequest(7, 'h1', 'squash'),
    'PUT pulls/7/merge',
    { sha: 'h1', merge_method: 'squash' },
  ],
  ['updateBranch', (w) => w.updateBranch(7, 'h1'), 'PUT pulls/7/update-branch', { expected_head_sha: 'h1' }],
  ['createVariable', (w) => w.createVariable('A', '1'), 'POST actions/variables', { name: 'A', value: '1' }],
  ['updateVariable', (w) => w.updateVariable('A', '1'), 'PATCH actions/variables/A', { value: '1' }],
  [
    'setSecret',
    (writer) => writer.setSecret('S', 'c2VhbGVk', 'k1'),
    'PUT actions/secrets/S',
    { encrypted_value: 'c2VhbGVk', key_id: 'k1' },
  ],
  [
    'dispatchWorkflow',
    (writer) => writer.dispatchWorkflow('deploy.yml', 'main', { id: 'x' }),
    'POST actions/workflows/deploy.yml/dispatches',
    { ref: 'main', inputs: { id: 'x' }, return_run_details: true },
  ],
  [
    'requestDispatch',
    (writer) => writer.requestDispatch('diagnose.request', { correlation_id: 'op-1' }),
    'POST dispatches',
    { event_type: 'diagnose.request', client_payload: { correlation_id: 'op-1' } },
  ],
  ['cancelWorkflowRun', (w) => w.cancelWorkflowRun(5), 'POST actions/runs/5/cancel'],
  ['rerunFailedJobs', (w) => w.rerunFailedJobs(5), 'POST actions/runs/5/rerun-failed-jobs'],
];

/** What GitHub answers to each, and what we make of it. */
const ANSWERS: Record<string, [status: number, body?: unknown, result?: unknown]> = {
  createCommit: [201, { sha: 'c1' }, { sha: 'c1' }],
  createBranch: [201, { object: { sha: 'c1' } }, { sha: 'c1' }],
  deleteBranch: [204],
  createPullRequest: [201, { number: 7, html_url: url }, { number: 7, url }],
  createComment: [201, { id: 9, html_url: url }, { id: 9, url }],
  addReaction: [201, { id: 1, content: '+1' }],
  addLabels: [200, []],
  addAssignee: [201, { assignees: [{ login: 'Ada' }] }, { isAssigned: true }],
  removeAssignee: [200, { assignees: [] }],
  removeLabel: [200, []],
  mergePullRequest: [200, { sha: 'm1', merged: true }, { sha: 'm1' }],
  updateBranch: [202, { message: 'Updating pull request branch.' }],
  createVariable: [201, {}],
  updateVariable: [204],
  setSecret: [201, ''],
  dispatchWorkflow: [200, { workflow_run_id: 5, run_url: 'https://api', html_url: url }, { runId: 5, url }],
  requestDispatch: [204],
  cancelWorkflowRun: [202, {}],
  rerunFailedJobs: [201, {}],
};

describe.each(CALLS)('%s', (name, call, request, body) => {
  it('is one request, as GitHub takes it', async () => {
    const [status, answer, result] = ANSWERS[name] ?? [0];
    const { writer, server } = await connectTo({ status, body: answer ?? '' });
    expect(await call(writer)).toEqual(result);
    const root = '/repos/acme/web/';
    expect(server.requests.map(({ method, path }) => `${method} ${path.replace(root, '')}`)).toEqual([request]);
    const sent = server.requests[0]?.body ?? '';
    expect(sent === '' ? undefined : JSON.parse(sent)).toEqual(body);
  });

  it.each<[string, StubResponse]>([
    ['500', { status: 500, body: { message: 'oops' } }],
    ['503', { status: 503, body: 'try later', headers: { 'retry-after': '7' } }],
    ['a lost connection', 'break'],
  ])('is not repeated, and may have landed, after %s', async (__, failure) => {
    const { writer, server } = await connectTo(failure);
    expect(await failureOf(call(writer))).toMatchObject({ reason: 'unavailable', mayHaveLanded: true });
    expect(server.requests).toHaveLength(1);
  });

  it.each([401, 403, 404, 409, 422, 429])('has not landed after %i', async (status) => {
    const { writer, server } = await connectTo({ status, body: { message: 'no' } });
    expect(await failureOf(call(writer))).toMatchObject({ status, mayHaveLanded: false });
    expect(server.requests).toHaveLength(1);
  });
});

describe('an answer', () => {
  it.each<[string, StubResponse]>([
    ['not what GitHub answers', { status: 201, body: { unexpected: true } }],
    ['not JSON', { status: 201, body: '<html>Welcome</html>' }],
    ['empty', { status: 201, body: '' }],
    ['cut off', { status: 201, body: { id: 9, html_url: url }, broken: true }],
  ])('that is %s leaves open whether the comment is there', async (_, answer) => {
    const { writer } = await connectTo(answer);
    expect(await failureOf(writer.createComment(1, 'x'))).toMatchObject({
      reason: 'unavailable',
      mayHaveLanded: true,
    });
  });

  it('that does not come in time does so too', async () => {
    const { writer } = await connectTo('hang', { timeoutMs: 100 });
    expect(await failureOf(writer.createComment(1, 'x'))).toMatchObject({ mayHaveLanded: true });
  });

  it('names what was not valid, whatever GitHub calls the whole', async () => {
    const errors = [{ resource: 'PullRequest', message: 'A pull request already exists for acme:x.' }];
    const { writer } = await connectTo({
      status: 422,
      body: { message: 'Validation Failed', errors },
    });
    expect((await failureOf(writer.createPullRequest(PULL))).detail).toBe(
      'Validation Failed: A pull request already exists for acme:x.',
    );
  });
});

describe('a call that never reached GitHub', () => {
  it('has not landed: nobody was there', async () => {
    const { writer, server } = await connectTo({ body: [] });
    await server.close();
    expect(await failureOf(writer.addLabels(1, ['x']))).toMatchObject({ reason: 'unavailable', mayHaveLanded: false });
  });

  it('has not landed: others were in its way for as long as it had', async () => {
    const { writer, server } = await connectTo({ body: [] }, { timeoutMs: 600, spaceWrites: true });
    const [, second] = await Promise.all([writer.addLabels(1, ['x']), failureOf(writer.addLabels(2, ['x']))]);
    expect(second).toMatchObject({ reason: 'unavailable', mayHaveLanded: false });
    expect(server.requests).toHaveLength(1);
  });
});
