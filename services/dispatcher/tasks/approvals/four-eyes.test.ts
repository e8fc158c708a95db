/** With `FOUR_EYES`, who wrote a change is not who approves it, whichever account did what. */
import { coAuthorTrailer } from '@valine/github/co-authors';
import { accountIdOf, push } from '@valine/github-model';
import { briefly, buildLink } from '@valine/testing';
import { expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { begunTeam, type TestTeam, testTeam } from '../test-team.ts';

/** Grace has pushed to #101, which we have opened, and marked it as ready. */
async function team(settings: object = { fourEyes: true }): Promise<TestTeam> {
  const begun = await begunTeam(1, { settings });
  begun.changePull(101, { draft: false });
  begun.repository.calls.length = 0;
  return begun;
}

async function ship(team: TestTeam): Promise<string> {
  const request = team.requested('ship', { run_id: team.planId });
  await team.take(request);
  await team.settle();
  return shown(team.queues.sent, `reply:${request.id}`);
}

const approve = ({ repository }: TestTeam, login: string) => repository.people.judge(101, login, 'approve');
const codeIn = (said: string) => /reason_code: (\w+)/.exec(said)?.[1];

it('who pushed it may approve it on GitHub, for the pull request is ours; that does not count', async () => {
  const given = await team();
  approve(given, 'grace');
  expect(briefly((await ship(given)).split('\n')[1])).toMatchInlineSnapshot(
    `"started #1 • [PR #101](https://github.com/acme/web/pull/101) • reviewer’s turn: an approval of this head is needed, by somebody with write access who did not write it; grace wrote it"`,
  );
  expect(given.repository.pulls.some(({ merged }) => merged)).toBe(false);
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('1 closed');
});

/** Pushes it to the head of #101. */
async function pushAs(given: TestTeam, author: string, message = 'More'): Promise<string> {
  const { model } = given.repository;
  const branch = (await given.task()).head;
  push(model, { branch, message, author, at: given.clock.now() });
  given.changePull(101, {});
  const headSha = model.branches[branch] ?? '';
  Object.assign(model.issues.find(({ number }) => number === 101)?.pullRequest ?? {}, { headSha });
  return headSha;
}

it('somebody whom a commit names is one who wrote it, under whichever login they go now', async () => {
  const given = await team();
  const { model } = given.repository;
  const trailer = coAuthorTrailer({ id: accountIdOf(model, 'ada-old'), login: 'ada-old' });
  await pushAs(given, 'lin-t', `Blue navbar\n\n${trailer}`);
  model.accountIds = { 'ada-new': accountIdOf(model, 'ada-old') };
  approve(given, 'ada-new');
  expect(codeIn(await ship(given))).toBe('four_eyes_missing');
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('1 closed');
});

it('somebody whom a commit names, and GitHub does not tell of, is not known', async () => {
  const given = await team();
  await pushAs(given, 'lin-t', coAuthorTrailer({ id: 77, login: 'ada-l' }));
  approve(given, 'mara-k');
  given.repository.fail('findUserById', { status: 403 });
  expect(await ship(given)).toContain('2 approvals of this head are needed');
  approve(given, 'jonas-w');
  expect(await ship(given)).toContain('1 closed');
});

it('a commit under our address is not ours for that: who wrote it is not known', async () => {
  const given = await team();
  await pushAs(given, 'Valine orchestrator');
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('add the commit’s address to the author’s GitHub account');
  approve(given, 'jonas-w');
  expect(await ship(given)).toContain('1 closed');
});

it('a program that writes into what it has not opened does so for somebody, who is not known', async () => {
  const given = await team();
  await pushAs(given, 'helper[bot]');
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('2 approvals of this head are needed');
  approve(given, 'jonas-w');
  expect(await ship(given)).toContain('1 closed');
});

it('our first commit, which is empty, makes nobody one who wrote it, though it names who has the issue', async () => {
  const begun = await testTeam(1, { settings: { fourEyes: true, taskAssignee: 'requester' } });
  const { model } = begun.repository;
  const ada = { id: accountIdOf(model, 'ada-l'), login: 'ada-l' };
  model.collaborators = { 'ada-l': 'write' };
  for (const record of buildLink((await begun.plan(begun.planId)).requestedBy.id, ada))
    await begun.store.create(record);
  await begun.press('approve', begun.planId);
  await begun.settle();
  expect(Object.values(model.commits).at(-1)?.message).toContain('Co-authored-by: ada-l');
  begun.repository.people.pushTo(101, 'grace');
  begun.changePull(101, { draft: false });
  approve(begun, 'ada-l');
  expect(await ship(begun)).toContain('1 closed');
});

it('two accounts that are one person’s, by a link and GITHUB_LOGINS, are one who wrote it', async () => {
  for (const [writes, approves] of [
    ['ada-l', 'ada-two'],
    ['ada-two', 'ada-l'],
  ] as const) {
    const given = await team({ fourEyes: true, gitHubLogins: { '42': 'Ada-L' } });
    const { model } = given.repository;
    model.collaborators = { 'ada-two': 'write' };
    const account = { id: accountIdOf(model, 'ada-two'), login: 'ada-two' };
    for (const record of buildLink('42', account)) await given.store.create(record);
    await pushAs(given, writes);
    approve(given, approves);
    expect(codeIn(await ship(given))).toBe('four_eyes_missing');
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('1 closed');
  }
});

it('commits that do not reach its head are not all of them', async () => {
  const given = await team();
  const { authorsOf } = given.repository.lookups;
  given.repository.lookups.authorsOf = async (number) => {
    const found = await authorsOf(number);
    return { ...found, commits: found.commits.slice(0, -1) };
  };
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('2 approvals of this head are needed');
});

it('what brings the branch up to date for us is by nobody, and is approved anew', async () => {
  const given = await team({ fourEyes: true, updatesBranches: true });
  const { model, push: pushElsewhere, calls } = given.repository;
  Object.assign(model, { programs: ['valine-bot'] });
  model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, upToDate: true };
  pushElsewhere('Elsewhere');
  approve(given, 'mara-k');
  expect(codeIn(await ship(given))).toBe('four_eyes_missing');
  expect(calls).toContain('updateBranch');
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('1 closed');
});

it('what an agent wrote takes both: approvals of what it made, and one of who has not pushed to it', async () => {
  const claude = { kind: 'comment', mention: '@claude', login: 'claude-code', on: 'issue' };
  const given = await team({ fourEyes: true, codingAgents: { claude } });
  given.repository.people.pushTo(101, 'claude-code');
  approve(given, 'grace');
  expect(codeIn(await ship(given))).toBe('four_eyes_missing');
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('1 closed');
});

it('two have to approve where who wrote it cannot be read', async () => {
  const given = await team();
  approve(given, 'mara-k');
  given.repository.fail('authorsOf', { status: 403 });
  expect(await ship(given)).toContain('who wrote some of it is not known');
});

it('costs who wrote it, its checks and its reviews, and what each who approved may do; nothing without the setting', async () => {
  const costs = async (given: TestTeam) => {
    approve(given, 'mara-k');
    await ship(given);
    return given.repository.calls.slice(0, given.repository.calls.indexOf('mergePullRequest')).join(' ');
  };
  expect([await costs(await team()), await costs(await team({}))]).toMatchInlineSnapshot(`
    [
      "findPullRequest checksOf reviewsOf authorsOf permissionOf",
      "findPullRequest",
    ]
  `);
});

it('an approval that is withdrawn while the merge waits for a limit of GitHub counts no more', async () => {
  const given = await team();
  approve(given, 'mara-k');
  given.repository.fail('mergePullRequest', { status: 429, retryAfterSeconds: 600 });
  const asked = given.requested('ship', { run_id: given.planId });
  await given.take(asked);
  await expect(given.settle()).rejects.toThrow();
  given.repository.people.judge(101, 'mara-k', 'changes');
  given.clock.advance(600_000);
  await given.settle();
  expect(codeIn(shown(given.queues.sent, `reply:${asked.id}`))).toBe('four_eyes_missing');
  expect(given.repository.pulls.some(({ merged }) => merged)).toBe(false);
});

it('a merge that waits too long for GitHub each time is given up as that', async () => {
  const given = await team();
  approve(given, 'mara-k');
  const asked = given.requested('ship', { run_id: given.planId });
  await given.take(asked);
  for (const _ of [1, 2, 3, 4]) {
    given.repository.fail('mergePullRequest', { status: 429, retryAfterSeconds: 600 });
    await expect(given.settle()).rejects.toThrow();
    given.clock.advance(600_000);
  }
  await given.settle();
  const said = shown(given.queues.sent, `reply:${asked.id}`);
  expect(said).toContain('GitHub had no time for it; ship again');
  expect(codeIn(said)).toBe('github_busy');
});
