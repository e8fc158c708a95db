/** What effects rely on of a repository, held true of the model behind its port and behind HTTP alike. */
import type { GitHub, GitHubConnection } from '@valine/github';
import { type GitHubModel, getIssue, type Protection } from '@valine/github-model';
import { buildIssue, type FakeRepository, fakeGitHub, fakeRepository } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { openSandbox } from './open-sandbox.ts';

type Port = Omit<GitHubConnection, 'github'>;
type Writer = Port['writer'];

/** In whole seconds, as GitHub dates things. */
const clock = { now: () => Math.floor(Date.now() / 1000) * 1000 };
const PULL = { title: 'Header', head: 'valine/issue-1', base: 'main', body: 'Closes #1', draft: true };

const QUEUE: Protection = { requiredApprovals: 0, requiredChecks: [], mergeQueue: true };

/** The branch of the pull request, with a commit that `main` lacks. */
async function createHead(writer: Writer): Promise<void> {
  const author = { name: 'V', email: 'v@example.com', date: 0 };
  const { sha } = await writer.createCommit({ message: 'Begin', tree: 't', parents: [], author });
  await writer.createBranch(PULL.head, sha);
}

/** `protect`: what `main` asks for. `stateOf`: of an issue. */
type Repository = Port &
  FakeRepository['people'] & {
    protect(protection: Protection): void;
    stateOf(issue: number): string | undefined;
    archive(): void;
    /** A commit on `main`; its SHA. */
    push(message: string): string;
    /** Of the repository, and of the issue #1. */
    forbid(rules: Forbidden): void;
  };

type Forbidden = Pick<
  GitHubModel,
  'lacks' | 'restrictedBranches' | 'assignable' | 'collaborators' | 'withoutPullRequests' | 'programs'
> & {
  locked?: true;
};

function inMemory(): Repository {
  const { model, writer, lookups, actions, people, push } = fakeRepository(clock);
  return {
    ...{ writer, lookups, actions },
    protect: (protection) => Object.assign(model.protections, { main: protection }),
    stateOf: (issue) => getIssue(model, issue).state,
    archive: () => Object.assign(model, { archived: true }),
    push: (message) => push(message),
    forbid({ locked, ...rules }) {
      Object.assign(model, rules);
      if (locked) getIssue(model, 1).locked = true;
    },
    ...people,
  };
}

async function overHttp(): Promise<Repository> {
  const { sandbox, connection } = await openSandbox();
  return {
    ...connection,
    protect: sandbox.protectMain,
    archive: () => sandbox.archive(true),
    push: (message) => sandbox.pushCommit(message),
    forbid({ locked, ...rules }) {
      sandbox.forbid(rules);
      if (locked) sandbox.lock(1);
    },
    comment: (number, author, body) => sandbox.comment(number, body, author),
    ask: sandbox.requestReview,
    judge: (pull, login, judgement) => sandbox.reviewPull(pull, judgement, login),
    check: (pull, name, outcome) => sandbox.reportChecks(pull, outcome, name),
    status: sandbox.reportStatus,
    pushTo: (pull, author) => void sandbox.pushToPull(pull, undefined, author),
    enqueue: (pull) => void sandbox.enqueuePull(pull),
    mergeFromQueue: (pull) => void sandbox.mergePull(pull),
    dequeue: (pull) => void sandbox.dequeuePull(pull, 'checks'),
    stateOf: (issue) => sandbox.issues().find(({ number }) => number === issue)?.state,
  };
}

describe.each<[string, () => Promise<Repository>]>([
  ['in memory', async () => inMemory()],
  ['over HTTP', overHttp],
])('a repository %s', (_, connect) => {
  it('has a branch once, and shows it', async () => {
    const { writer, lookups } = await connect();
    expect(await lookups.findBranch(PULL.head)).toBeUndefined();
    expect(await writer.createBranch(PULL.head, 'a1')).toEqual({ sha: 'a1' });
    await expect(writer.createBranch(PULL.head, 'a1')).rejects.toMatchObject({
      status: 422,
      detail: expect.stringContaining('already exists'),
      mayHaveLanded: false,
    });
    expect(await lookups.findBranch(PULL.head)).toEqual({ sha: 'a1' });
  });

  it('has it no more once it was deleted', async () => {
    const { writer, lookups } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest(PULL);
    await writer.deleteBranch(PULL.head);
    expect(await lookups.findBranch(PULL.head)).toBeUndefined();
    expect(await lookups.findPullRequest(number)).toMatchObject({ state: 'closed', merged: false });
    await expect(writer.deleteBranch(PULL.head)).rejects.toMatchObject({
      status: 422,
      detail: expect.stringContaining('Reference does not exist'),
    });
  });

  it('makes the same commit of the same content', async () => {
    const { writer } = await connect();
    const commit = { message: 'm', tree: 't', parents: ['p'], author: { name: 'V', email: 'v@example.com', date: 0 } };
    const made = await writer.createCommit(commit);
    expect(await writer.createCommit(commit)).toEqual(made);
    expect(await writer.createCommit({ ...commit, message: 'other' })).not.toEqual(made);
  });

  it('has a file as it was written to the byte, and another one in a tree that is made of it', async () => {
    const { writer, lookups, push } = await connect();
    const text = '\uFEFFexport const Title = () => <h1>Grüße 🎉</h1>;\r\n';
    const author = { name: 'V', email: 'v@example.com', date: 0 };
    const commitOf = async (tree: string, parents: string[]) =>
      (await writer.createCommit({ message: 'Change', tree, parents, author })).sha;
    const { sha: tree } = await writer.createTree({ base: 'none', path: 'src/ui/Title one.jsx', content: text });
    const one = await commitOf(tree, [push('First')]);
    const found = await lookups.findFile('src/ui/Title one.jsx', one);
    expect(found).toEqual({ sha: '38c30700c8e476092024b54e8c2fe6d2ab6d7b23', text });
    expect(await lookups.findFile('src/ui/Other.jsx', one)).toBeUndefined();
    const again = { base: tree, path: 'src/App.jsx', content: '' };
    const { sha: next } = await writer.createTree(again);
    expect(await writer.createTree(again)).toEqual({ sha: next });
    const two = await commitOf(next, [one]);
    expect(await lookups.findFile('src/ui/Title one.jsx', two)).toEqual(found);
    expect(await lookups.findFile('src/App.jsx', two)).toMatchObject({ text: '' });
  });

  it('has one open pull request of a head, shown with its text', async () => {
    const { writer, lookups } = await connect();
    await createHead(writer);
    const made = await writer.createPullRequest(PULL);
    await expect(writer.createPullRequest(PULL)).rejects.toMatchObject({
      status: 422,
      detail: expect.stringContaining('A pull request already exists'),
    });
    const seen = { ...made, state: 'open', merged: false, base: 'main', body: 'Closes #1' };
    expect(await lookups.pullRequestsOf(PULL.head)).toMatchObject([seen]);
  });

  it('merges the head that is named, once', async () => {
    const { writer, lookups } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest({ ...PULL, draft: false });
    const headSha = (await lookups.findPullRequest(number))?.headSha ?? '';
    await expect(writer.mergePullRequest(number, 'other', 'squash')).rejects.toMatchObject({ status: 409 });
    const { sha } = await writer.mergePullRequest(number, headSha, 'squash');
    expect(await lookups.findPullRequest(number)).toMatchObject({
      state: 'closed',
      merged: true,
      headSha,
      mergeSha: sha,
    });
    await expect(writer.mergePullRequest(number, headSha, 'squash')).rejects.toMatchObject({ status: 405 });
  });

  it('brings a branch that is behind up to date, at the head that is named', async () => {
    const { writer, lookups, protect, push } = await connect();
    const { sha: begun } = (await lookups.findBranch('main')) ?? { sha: push('First') };
    const author = { name: 'V', email: 'v@example.com', date: 0 };
    const work = await writer.createCommit({ message: 'Work', tree: 't', parents: [begun], author });
    await writer.createBranch(PULL.head, work.sha);
    const { number } = await writer.createPullRequest({ ...PULL, draft: false });
    const update = (headSha: string) => writer.updateBranch(number, headSha);
    const nothingNew = { status: 422, mayHaveLanded: false, detail: expect.stringContaining('no new commits') };
    await expect(update(work.sha)).rejects.toMatchObject(nothingNew);
    const newest = push('Second');
    protect({ requiredApprovals: 0, requiredChecks: [], upToDate: true });
    await lookups.findPullRequest(number);
    expect(await lookups.findPullRequest(number)).toMatchObject({ mergeableState: 'behind', headSha: work.sha });
    await expect(update('other')).rejects.toMatchObject({ status: 422, detail: expect.stringContaining('head') });
    expect(await lookups.findHead(number)).toEqual({ sha: work.sha, parents: [begun] });
    await update(work.sha);
    const head = await lookups.findHead(number);
    expect(head?.parents).toEqual([work.sha, newest]);
    expect(await lookups.findPullRequest(number)).toMatchObject({ headSha: head?.sha });
  });

  it('has what goes through a merge queue put into it at the head that is named, once', async () => {
    const { writer, lookups, protect } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest({ ...PULL, draft: false });
    const { headSha = '', nodeId = '' } = (await lookups.findPullRequest(number)) ?? {};
    const enqueue = (sha = headSha) => writer.enqueuePullRequest(nodeId, sha);
    const refused = (said: string) => ({ status: 422, mayHaveLanded: false, detail: expect.stringContaining(said) });
    await expect(enqueue()).rejects.toMatchObject(refused('no merge queue'));
    protect(QUEUE);
    expect(await lookups.requirementsOf('main')).toMatchObject({ hasQueue: true });
    const merge = writer.mergePullRequest(number, headSha, 'squash');
    await expect(merge).rejects.toMatchObject({ status: 405, detail: expect.stringContaining('merge queue') });
    await expect(enqueue('other')).rejects.toMatchObject(refused('Head branch was modified'));
    await enqueue();
    await expect(enqueue()).rejects.toMatchObject(refused('already in the queue'));
    await expect(writer.enqueuePullRequest('PR_nobody', headSha)).rejects.toMatchObject({ reason: 'not_found' });
  });

  it('tells when and why something has left its merge queue', async () => {
    const { writer, lookups, protect, dequeue, mergeFromQueue, pushTo } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest({ ...PULL, draft: false });
    const { headSha = '', nodeId = '' } = (await lookups.findPullRequest(number)) ?? {};
    protect(QUEUE);
    const stand = { state: 'open', headSha, base: 'main' };
    const at = expect.any(Number);
    expect(await lookups.findQueueStand(number)).toEqual(stand);
    await writer.enqueuePullRequest(nodeId, headSha);
    expect(await lookups.findQueueStand(number)).toEqual({ ...stand, entry: { position: 1 } });
    dequeue(number, 'failed_checks');
    expect(await lookups.findQueueStand(number)).toEqual({ ...stand, left: { at, reason: 'failed_checks' } });
    await writer.enqueuePullRequest(nodeId, headSha);
    pushTo(number);
    const moved = await lookups.findQueueStand(number);
    expect(moved).toEqual({ ...stand, headSha: expect.not.stringContaining(headSha), left: { at } });
    await writer.enqueuePullRequest(nodeId, moved?.headSha ?? '');
    mergeFromQueue(number);
    expect(await lookups.findQueueStand(number)).toMatchObject({ state: 'merged', left: { reason: 'merged' } });
    expect(await lookups.findQueueStand(number + 100)).toBeUndefined();
  });

  it('shows what was found out about a head: the newest of each name', async () => {
    const { writer, lookups, check, status } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest(PULL);
    const { headSha = '' } = (await lookups.findPullRequest(number)) ?? {};
    expect(await lookups.checksOf(headSha)).toEqual({ checks: [], isWhole: true });
    check(number, 'unit', 'fail');
    check(number, 'unit', 'pass');
    check(number, 'lint', 'fail');
    check(number, 'end to end', 'start');
    status(number, 'coverage', 'error');
    const { checks, isWhole } = await lookups.checksOf(headSha);
    expect(checks.map(({ name, is }) => `${name} ${is}`)).toEqual([
      'unit passed',
      'lint failed',
      'end to end pending',
      'coverage failed',
    ]);
    expect([isWhole, checks[1]?.url]).toEqual([true, expect.stringContaining('/runs/')]);
  });

  it('shows which checks a branch requires', async () => {
    const { writer, lookups, protect } = await connect();
    expect(await lookups.requirementsOf('main')).toEqual({ checks: [], isWhole: true });
    await createHead(writer);
    protect({ requiredApprovals: 0, requiredChecks: ['unit', 'lint'] });
    expect(await lookups.requirementsOf('main')).toEqual({ checks: ['unit', 'lint'], isWhole: true });
  });

  it('shows who was asked for a review, and what everybody has last judged', async () => {
    const { writer, lookups, ask, judge } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest(PULL);
    for (const login of ['mara-k', 'lin-t']) ask(number, login);
    expect(await lookups.findPullRequest(number)).toMatchObject({ askedFor: ['mara-k', 'lin-t'] });
    judge(number, 'mara-k', 'changes');
    judge(number, 'jonas-w', 'changes');
    judge(number, 'mara-k', 'approve');
    const { headSha } = (await lookups.findPullRequest(number)) ?? {};
    expect(await lookups.findPullRequest(number)).toMatchObject({ askedFor: ['lin-t'] });
    const reviews = [
      { login: 'mara-k', isPerson: true, is: 'approved', headSha },
      { login: 'jonas-w', isPerson: true, is: 'changes_requested' },
    ];
    expect(await lookups.reviewsOf(number)).toMatchObject({ reviews, isWhole: true });
  });

  it('tells people from programs, whoever has written a pull request, or judged it', async () => {
    const { writer, lookups, judge, pushTo, forbid } = await connect();
    forbid({ programs: ['Copilot'] });
    await createHead(writer);
    const { number } = await writer.createPullRequest(PULL);
    for (const author of ['mara-k', 'claude[bot]', 'Copilot']) pushTo(number, author);
    judge(number, 'claude[bot]', 'approve');
    expect(await lookups.findPullRequest(number)).toMatchObject({ author: { login: 'valine-bot', isPerson: true } });
    expect(await lookups.reviewsOf(number)).toMatchObject({ reviews: [{ login: 'claude[bot]', isPerson: false }] });
    const { commits, isWhole } = await lookups.authorsOf(number);
    expect(isWhole).toBe(true);
    expect(commits.at(-1)).toMatchObject({ sha: (await lookups.findPullRequest(number))?.headSha });
    expect(commits.slice(-3)).toMatchObject(
      [
        { login: 'mara-k', isPerson: true },
        { login: 'claude[bot]', isPerson: false },
        { login: 'Copilot', isPerson: false },
      ].map((account) => ({ author: { account }, committer: { account }, coAuthors: [] })),
    );
  });

  it('closes the issue that a merged pull request names', async () => {
    const { writer, lookups, stateOf } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest({ ...PULL, draft: false });
    const headSha = (await lookups.findPullRequest(number))?.headSha ?? '';
    expect(stateOf(1)).toBe('open');
    await writer.mergePullRequest(number, headSha, 'squash');
    expect(stateOf(1)).toBe('closed');
  });

  it('merges nothing that lacks what its base asks for', async () => {
    const { writer, lookups, protect } = await connect();
    await createHead(writer);
    const { number } = await writer.createPullRequest({ ...PULL, draft: false });
    const headSha = (await lookups.findPullRequest(number))?.headSha ?? '';
    const merge = () => writer.mergePullRequest(number, headSha, 'squash');
    protect({ requiredApprovals: 2, requiredChecks: [] });
    const detail = 'At least 2 approving reviews are required by reviewers with write access.';
    await expect(merge()).rejects.toMatchObject({ status: 405, reason: 'invalid', detail });
    protect({ requiredApprovals: 0, requiredChecks: ['unit'] });
    await expect(merge()).rejects.toMatchObject({ detail: 'Required status check "unit" is expected.' });
  });

  it('that is archived is read, and not written', async () => {
    const { writer, lookups, archive } = await connect();
    archive();
    const refused = { status: 403, reason: 'forbidden', detail: 'Repository was archived so is read-only.' };
    await expect(writer.createBranch('a', 'a1')).rejects.toMatchObject(refused);
    await expect(writer.createComment(1, 'Begun.')).rejects.toMatchObject(refused);
    expect(await lookups.findBranch('a')).toBeUndefined();
  });

  it.each([
    ['contents', 'createBranch'],
    ['pull_requests', 'createPullRequest'],
    ['issues', 'createComment'],
  ] as const)('says which permission is lacking: %s', async (lacks, what) => {
    const { writer, forbid } = await connect();
    await createHead(writer);
    forbid({ lacks: [lacks] });
    const calls = {
      createBranch: () => writer.createBranch('a', 'a1'),
      createPullRequest: () => writer.createPullRequest(PULL),
      createComment: () => writer.createComment(1, 'Begun.'),
    };
    await expect(calls[what]()).rejects.toMatchObject({
      status: 403,
      reason: 'forbidden',
      detail: 'Resource not accessible by integration',
      advice: expect.stringContaining(`“${lacks.replace('_', ' ')}: write”`),
    });
  });

  it('has a ruleset that lets nobody create branches of a name', async () => {
    const { writer, forbid } = await connect();
    forbid({ restrictedBranches: 'valine/' });
    await expect(writer.createBranch(PULL.head, 'a1')).rejects.toMatchObject({
      status: 422,
      reason: 'invalid',
      detail: 'Repository rule violations found: Cannot create ref due to creations being restricted.',
      advice: expect.stringContaining('bypass list'),
    });
    await writer.createBranch('other', 'a1');
  });

  it('takes no comment on an issue that is locked, and other changes all the same', async () => {
    const { writer, forbid } = await connect();
    forbid({ locked: true });
    await expect(writer.createComment(1, 'Begun.')).rejects.toMatchObject({
      status: 403,
      detail: 'Unable to create comment because issue is locked.',
      advice: expect.stringContaining('Unlock'),
    });
    await writer.addLabels(1, ['in progress']);
  });

  it('assigns whoever has access, and passes over others', async () => {
    const { writer, forbid } = await connect();
    forbid({ assignable: ['ada'] });
    expect(await writer.addAssignee(1, 'ada')).toEqual({ isAssigned: true });
    expect(await writer.addAssignee(1, 'ada')).toEqual({ isAssigned: true });
    expect(await writer.addAssignee(1, 'eve')).toEqual({ isAssigned: false });
  });

  it('tells what work on it begins from', async () => {
    const { writer, lookups, archive, forbid } = await connect();
    await createHead(writer);
    await writer.createPullRequest(PULL);
    const [open] = await lookups.openPullRequests();
    expect(open).toMatchObject({ headBranch: PULL.head, isFromFork: false, authorAssociation: 'MEMBER' });
    expect(await lookups.mergedSince(0)).toEqual({ pullRequests: [], isWhole: true });
    expect(await lookups.findRepository()).toMatchObject({ isArchived: false, hasPullRequests: true });
    archive();
    forbid({ withoutPullRequests: true });
    expect(await lookups.findRepository()).toMatchObject({ isArchived: true, hasPullRequests: false });
  });

  it('tells what somebody may do, and takes a reaction to a comment once', async () => {
    const { writer, lookups, forbid, comment } = await connect();
    forbid({ collaborators: { eve: 'read', ada: 'admin' } });
    expect(await Promise.all(['eve', 'ada', 'grace'].map(lookups.permissionOf))).toEqual(['read', 'admin', 'write']);
    const id = comment(1, 'grace', '/valine status');
    for (let time = 0; time < 2; time += 1) expect(await writer.addReaction(id, '+1')).toBeUndefined();
    await expect(writer.addReaction(id + 1000, '+1')).rejects.toMatchObject({ reason: 'not_found' });
  });

  it('takes eighty requests that create content in a minute, and says when to come again', async () => {
    const { writer, lookups } = await connect();
    for (let time = 0; time < 80; time += 1) await writer.addLabels(1, ['in progress']);
    const limited = {
      status: 403,
      reason: 'rate_limited',
      mayHaveLanded: false,
      retryAfterSeconds: expect.any(Number),
    };
    await expect(writer.createComment(1, 'Begun.')).rejects.toMatchObject(limited);
    const again: { retryAfterSeconds: number } = await writer.createBranch('a', 'a1').then(Object, Object);
    expect(again.retryAfterSeconds).toBeGreaterThan(30);
    expect(again.retryAfterSeconds).toBeLessThanOrEqual(60);
    expect(await lookups.commentsSince(1, 0)).toEqual([]);
    await writer.createVariable('COUNTS_FOR_NOTHING', 'here');
    await expect(writer.deleteBranch('a')).rejects.toMatchObject({ status: 422 });
  });

  it('shows comments since a time', async () => {
    const { writer, lookups } = await connect();
    const before = clock.now();
    const made = await writer.createComment(1, 'Begun.');
    expect(await lookups.commentsSince(1, before)).toMatchObject([{ ...made, body: 'Begun.' }]);
    expect(await lookups.commentsSince(1, clock.now() + 2000)).toEqual([]);
  });

  it('takes a label off that is there', async () => {
    const { writer } = await connect();
    await writer.addLabels(1, ['in progress']);
    await writer.removeLabel(1, 'in progress');
    await expect(writer.removeLabel(1, 'in progress')).rejects.toMatchObject({
      status: 404,
      detail: expect.stringContaining('Label does not exist'),
    });
  });

  it('changes a variable that is there, and creates one that is not', async () => {
    const { writer } = await connect();
    await expect(writer.updateVariable('A', '1')).rejects.toMatchObject({ status: 404, reason: 'not_found' });
    await writer.createVariable('A', '1');
    await expect(writer.createVariable('A', '2')).rejects.toMatchObject({ status: 409 });
    await writer.updateVariable('A', '2');
  });

  it('takes a secret that is sealed for its key', async () => {
    const { writer, lookups } = await connect();
    const { keyId, key } = await lookups.secretKey();
    expect(key).not.toBe('');
    await writer.setSecret('TOKEN', 'c2VhbGVk', keyId);
    const stale = writer.setSecret('TOKEN', 'c2VhbGVk', `${keyId}-of-before`);
    await expect(stale).rejects.toMatchObject({ status: 422, reason: 'invalid' });
  });

  it('has an id', async () => {
    const { lookups } = await connect();
    expect(await lookups.repositoryId()).toBe(702_411_338);
    expect(await lookups.repositoryId('acme/other')).toBeUndefined();
  });

  it('starts a workflow and shows its run, with the inputs in its title', async () => {
    const { writer, lookups } = await connect();
    const before = clock.now();
    const { runId, url } = await writer.dispatchWorkflow('client-deploy.yml', 'main', { correlation_id: 'op-1' });
    const seen = { id: runId, url, displayTitle: expect.stringContaining('op-1') };
    expect(await lookups.dispatchedRunsSince('client-deploy.yml', before)).toMatchObject([seen]);
    expect(await lookups.dispatchedRunsSince('diagnose-dispatch.yml', before)).toEqual([]);
  });

  it('has no run and no workflow where there is none', async () => {
    const { actions, lookups, writer } = await connect();
    expect(await actions.findWorkflowRun(1)).toBeUndefined();
    expect(await lookups.findWorkflowRun(1)).toBeUndefined();
    for (const call of [
      () => actions.listWorkflowRuns('none.yml', { limit: 1 }),
      () => lookups.dispatchedRunsSince('none.yml', 0),
      () => actions.listJobs(1, 1),
      () => writer.dispatchWorkflow('none.yml', 'main', {}),
      () => writer.cancelWorkflowRun(1),
    ])
      await expect(call()).rejects.toMatchObject({ status: 404, reason: 'not_found' });
    expect(await actions.downloadArtifact(1, 4)).toEqual({ kind: 'missing' });
    expect(await actions.readLogTail(1, 50)).toBeUndefined();
  });

  it('starts the workflows that listen to an event', async () => {
    const { writer, lookups } = await connect();
    const [before, inputs] = [clock.now(), { correlation_id: 'op-1', requester: 'ada' }];
    await writer.requestDispatch('diagnose.request', inputs);
    await writer.requestDispatch('nobody.listens', inputs);
    const started = await lookups.dispatchedRunsSince('diagnose-dispatch.yml', before, 'repository_dispatch');
    expect(started).toMatchObject([{ displayTitle: 'Diagnose on Demand — op-1 by ada' }]);
    expect(await lookups.dispatchedRunsSince('diagnose-dispatch.yml', before)).toEqual([]);
    const keys = Object.fromEntries(Array.from({ length: 11 }, (__, index) => [`key_${index}`, '']));
    await expect(writer.requestDispatch('diagnose.request', keys)).rejects.toMatchObject({ status: 422 });
  });

  it('cancels a run while it goes on, and runs it again after that', async () => {
    const { writer, actions, lookups } = await connect();
    const { runId = 0 } = await writer.dispatchWorkflow('client-deploy.yml', 'main', {});
    await expect(writer.rerunFailedJobs(runId)).rejects.toMatchObject({ status: 403, reason: 'invalid' });
    await writer.cancelWorkflowRun(runId);
    const ended = { status: 'completed', conclusion: 'cancelled', attempt: 1 };
    await expect.poll(() => lookups.findWorkflowRun(runId)).toMatchObject(ended);
    await expect(writer.cancelWorkflowRun(runId)).rejects.toMatchObject({ status: 409, reason: 'invalid' });
    await writer.rerunFailedJobs(runId);
    expect(await actions.findWorkflowRun(runId)).toMatchObject({ attempt: 2, conclusion: null });
    await expect(actions.listJobs(runId, 3)).rejects.toMatchObject({ status: 404 });
  });
});

type Issues = { github: GitHub; open(labels: string[]): Promise<number>; close(number: number): void };

async function issuesInMemory(): Promise<Issues> {
  const github = fakeGitHub();
  let last = 0;
  return {
    github,
    async open(labels) {
      last += 1;
      github.add(buildIssue(last, { labels, isPullRequest: last === 2 }));
      return last;
    },
    close: (number) => github.change(number, { state: 'closed', stateReason: 'completed' }),
  };
}

/** The second that is opened is a pull request, in both. */
async function issuesOverHttp(): Promise<Issues> {
  const { sandbox, connection } = await openSandbox();
  let opened = 0;
  return {
    github: connection.github,
    async open(labels) {
      opened += 1;
      if (opened !== 2) return sandbox.openIssue('Header', labels);
      await createHead(connection.writer);
      const { number } = await connection.writer.createPullRequest(PULL);
      await connection.writer.addLabels(number, labels);
      return number;
    },
    close: (number) => sandbox.closeIssue(number, 'completed'),
  };
}

describe.each<[string, () => Promise<Issues>]>([
  ['in memory', issuesInMemory],
  ['over HTTP', issuesOverHttp],
])('issues %s', (_, connect) => {
  it('are listed while they are open and carry the label in any case, pull requests too, oldest first', async () => {
    const { github, open, close } = await connect();
    const first = await open(['Urgent', 'P1']);
    const pull = await open(['urgent']);
    const closed = await open(['urgent']);
    await open(['P1']);
    close(closed);
    expect(await github.listOpenIssues('URGENT')).toMatchObject([
      { number: first, isPullRequest: false },
      { number: pull, isPullRequest: true },
    ]);
    expect(await github.listOpenIssues('nobody')).toEqual([]);
  });

  it('are found as they stand, one that is not there as undefined', async () => {
    const { github, open, close } = await connect();
    const number = await open(['urgent']);
    close(number);
    expect(await github.findIssue(number)).toMatchObject({ number, state: 'closed', stateReason: 'completed' });
    expect(await github.findIssue(999)).toBeUndefined();
  });
});
