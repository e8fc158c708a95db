/** Webhooks through the whole of ingress: signed delivery in, queue message and answer out. */
import { GitHubCheckEvent, GitHubEvent } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { exampleOf } from '../test-support/test-examples.ts';
import { createWorld, read, SETTINGS, signedByGitHub } from '../test-support/test-world.ts';

const OURS = 'Codertocat/Hello-World';
const issue = exampleOf('issues', 'unlabeled');
const createOurs = () => createWorld({ settings: { ...SETTINGS, GITHUB_REPOSITORY: OURS } });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
type Request = ReturnType<typeof signedByGitHub>;
const answerTo = async (request: Request, world = createOurs()) => ({ ...read(await world.send(request)), world });

describe('a signed delivery', () => {
  it.each([
    ['issues', 'dispatch', 'issue.changed'],
    ['issue_comment', 'dispatch', 'issue.commented'],
    ['pull_request', 'dispatch', 'pull_request.changed'],
    ['pull_request_review', 'dispatch', 'pull_request.hinted'],
    ['check_suite', 'dispatch', 'pull_request.hinted'],
    ['check_run', 'dispatch', 'pull_request.hinted'],
    ['workflow_run', 'verify', 'workflow_run.changed'],
    ['workflow_job', 'verify', 'workflow_job.changed'],
  ] as const)('of %s goes to the %s queue as %s, in one call', async (event, queue, type) => {
    const asking = event === 'issue_comment' ? { comment: { id: 9, body: '/valine status' } } : {};
    const payload = { ...exampleOf(event), ...asking, repository: { full_name: OURS } };
    const { status, body, world } = await answerTo(signedByGitHub(event, payload));
    expect({ status, body }).toEqual({ status: 202, body: { accepted: type } });
    expect(world.queues.calls).toBe(1);
    const [entry] = world.queues.sent;
    expect(entry?.queue).toBe(queue);
    const contract = queue === 'dispatch' ? GitHubEvent : GitHubCheckEvent;
    expect(contract.parse(entry?.body)).toMatchObject({ type, repository: OURS, receivedAt: world.clock.now() });
  });

  it.each([
    ['an ordinary comment', {}],
    ['a command that was edited', { action: 'edited' }],
    ['a command of a program', { sender: { login: 'ci[bot]', type: 'Bot' } }],
  ])('of %s is not even queued', async (what, more) => {
    const body = what === 'an ordinary comment' ? 'See `/valine status`.' : '/valine status';
    const payload = { ...exampleOf('issue_comment', 'created'), comment: { id: 9, body }, ...more };
    const { body: answer, world } = await answerTo(signedByGitHub('issue_comment', payload));
    expect([answer, world.queues.calls]).toEqual([{ dropped: 'no command' }, 0]);
  });

  it('carries the delivery’s id, so that a redelivery is known as one', async () => {
    const { world } = await answerTo(signedByGitHub('issues', issue));
    const id = '72d3162e-cc78-11e3-81ab-4c9367dc0958';
    expect(world.queues.sent[0]?.body).toMatchObject({ id, sender: 'Codertocat' });
  });

  it('is taken without a sender, and with the repository in other case', async () => {
    const repository = { full_name: OURS.toLowerCase() };
    const { status, world } = await answerTo(signedByGitHub('issues', { ...issue, repository, sender: undefined }));
    expect(status).toBe(202);
    expect(world.queues.sent[0]?.body).toMatchObject({ sender: 'ghost', repository: OURS });
  });

  it('in a form, which is what GitHub sends unless one chooses JSON, is the same', async () => {
    const form = new URLSearchParams({ payload: JSON.stringify({ ...issue, note: 'a+b & ž' }) }).toString();
    const [inForm, inJson] = [signedByGitHub('issues', form, FORM), signedByGitHub('issues', issue)];
    const { status, body, world } = await answerTo(inForm);
    expect({ status, body }).toEqual({ status: 202, body: { accepted: 'issue.changed' } });
    expect(world.queues.sent).toEqual((await answerTo(inJson)).world.queues.sent);
  });

  it('of 6 MB becomes a message below 10 KB', async () => {
    const padded = { ...issue, issue: { ...issue.issue, body: 'ž'.repeat(3_100_000) } };
    const request = signedByGitHub('issues', padded);
    expect(request.body.byteLength).toBeGreaterThan(6_200_000);
    const { status, world } = await answerTo(request);
    expect(status).toBe(202);
    expect(Buffer.byteLength(JSON.stringify(world.queues.sent[0]?.body))).toBeLessThan(10_000);
  });

  it('is answered 503 when its queue does not answer, so that GitHub marks it as failed', async () => {
    const world = createOurs();
    world.queues.failNext(1);
    expect((await answerTo(signedByGitHub('issues', issue), world)).status).toBe(503);
    expect(world.logger.lines).toMatchObject([{ level: 'error', message: 'delivery not enqueued' }]);
  });
});

describe('a delivery that goes no further', () => {
  const changed = (changes: object, headers = {}) => signedByGitHub('issues', { ...issue, ...changes }, headers);
  const saying = (text: string) => ({ error: expect.stringContaining(text) });
  const cases: [string, Request, number, object][] = [
    ['a ping', signedByGitHub('ping', exampleOf('ping')), 200, { answer: 'pong' }],
    ['an event nobody uses', signedByGitHub('star', { action: 'created' }), 202, { dropped: 'event not used' }],
    ['an event named like a property', signedByGitHub('constructor', {}), 202, { dropped: 'event not used' }],
    ['another repository', changed({ repository: { full_name: 'a/b' } }), 202, { dropped: 'other repository' }],
    ['a form without a payload', signedByGitHub('issues', 'a=%7B%7D', FORM), 400, { error: expect.any(String) }],
    ['a form without JSON', signedByGitHub('issues', 'payload=a', FORM), 400, { error: expect.any(String) }],
    ['a ping in a form', signedByGitHub('ping', 'payload=%7B%7D', FORM), 200, { answer: 'pong' }],
    ['no event', signedByGitHub('', issue), 400, saying('X-GitHub-Event')],
    ['no delivery id', changed({}, { 'x-github-delivery': undefined }), 400, saying('X-GitHub-Delivery')],
    ['not JSON', signedByGitHub('issues', '{'), 400, saying('not JSON')],
    ['no repository', changed({ repository: null }), 400, saying('The payload has no repository,')],
    ['no labels', changed({ issue: { ...issue.issue, labels: undefined } }), 400, saying('has no issue.labels,')],
  ];

  it.each(cases)('%s', async (_, request, expected, answer) => {
    const { status, body, world } = await answerTo(request);
    expect({ status, body }).toEqual({ status: expected, body: answer });
    expect(world.queues.calls).toBe(0);
    if (expected !== 200) expect(world.logger.lines).toMatchObject([{ fields: { why: expect.any(String) } }]);
  });
});

describe('a delivery with a bad signature', () => {
  const signed = signedByGitHub('issues', issue);
  const withSignature = (signature?: string) => signedByGitHub('issues', issue, { 'x-hub-signature-256': signature });
  it.each([
    ['missing', withSignature()],
    ['of wrong length', withSignature('sha256=12')],
    ['of another secret', withSignature(`sha256=${'12'.repeat(32)}`)],
    ['over another body', { ...signed, body: Buffer.from('{}') }],
    ['over a ping that was changed', { ...signedByGitHub('ping', {}), body: Buffer.from('{"zen":1}') }],
  ])('%s: 401, and no call', async (_, request) => {
    const { status, body, world } = await answerTo(request);
    expect({ status, body }).toEqual({ status: 401, body: { error: 'The signature is not valid.' } });
    expect(world.queues.calls).toBe(0);
  });
});

describe('what coding agents do', () => {
  const CODING_AGENTS = {
    claude: { kind: 'comment', mention: '@claude', on: 'pull_request', login: 'claude[bot]' },
    codex: { kind: 'workflow', workflow: 'codex.yml', issue_input: 'issue', branch_input: 'branch' },
  } as const;
  const deliver = (event: string, payload: object) => {
    const world = createWorld({ settings: { ...SETTINGS, GITHUB_REPOSITORY: OURS, CODING_AGENTS } });
    return answerTo(signedByGitHub(event, { ...payload, repository: { full_name: OURS } }), world);
  };

  it.each([
    ['claude[bot]', 1],
    ['Claude[bot]', 1],
    ['ci[bot]', 0],
  ])('their comments are queued, whatever they say: %s', async (login, calls) => {
    const comment = { id: 9, body: 'Which button?' };
    const { world } = await deliver('issue_comment', {
      ...exampleOf('issue_comment', 'created'),
      comment,
      sender: { login, type: 'Bot' },
    });
    expect(world.queues.calls).toBe(calls);
  });

  it('runs of their workflows are told to the dispatcher, too', async () => {
    const { workflow_run, ...rest } = exampleOf('workflow_run');
    const about = { id: 5, head_branch: 'main', pull_requests: [], path: '.github/workflows/codex.yml' };
    const run = Object.assign({}, workflow_run, about);
    const { world } = await deliver('workflow_run', { ...rest, workflow_run: run });
    expect(world.queues.sent.map(({ queue }) => queue)).toEqual(['dispatch', 'verify']);
    expect(world.queues.sent[0]?.body).toMatchObject({ type: 'pull_request.hinted', runId: 5 });
  });
});
