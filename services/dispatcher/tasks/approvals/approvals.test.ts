/** What an agent wrote goes through `/ship` only with approvals of people; what people wrote costs what it did. */
import { accountIdOf } from '@valine/github-model';
import { briefly, buildLink } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { begunTeam, hint, type TestTeam } from '../test-team.ts';
import { inTime } from '../test-time.ts';

const ADA = { id: '42', name: 'Ada', roles: [] };
const LOGINS = { gitHubLogins: { [ADA.id]: 'ada-l' } };
const CLAUDE = {
  codingAgents: { claude: { kind: 'comment', mention: '@claude', login: 'claude-code', on: 'issue' } },
} as const;

/** Its pull request, #101, is ready. */
async function team({ settings = {}, isGiven = true }: { settings?: object; isGiven?: boolean } = {}) {
  const team = await begunTeam(1, { settings: { ...LOGINS, ...CLAUDE, ...settings } });
  if (isGiven) await give(team);
  team.changePull(101, { draft: false });
  team.repository.calls.length = 0;
  return team;
}

/** As a task remembers that Ada gave it to an agent. */
async function give(team: TestTeam): Promise<void> {
  const task = await team.task();
  const giving = { id: 'giving', name: 'claude', login: 'claude-code', by: ADA, at: team.clock.now() };
  await team.store.replace(task, { ...task, version: task.version + 1, agentGivings: [giving] });
}

async function link({ store, repository }: TestTeam, login: string): Promise<void> {
  const account = { id: accountIdOf(repository.model, login), login };
  for (const record of buildLink(ADA.id, account)) await store.create(record);
}

async function ship(team: TestTeam): Promise<string> {
  const request = team.requested('ship', { run_id: team.planId });
  await team.take(request);
  await team.settle();
  return shown(team.queues.sent, `reply:${request.id}`);
}

const isMerged = ({ repository }: TestTeam) => repository.pulls.some(({ merged }) => merged);
const approve = ({ repository }: TestTeam, login: string) => repository.people.judge(101, login, 'approve');
const codeIn = (said: string) => /reason_code: (\w+)/.exec(said)?.[1];

describe('what an agent wrote', () => {
  it('is not shipped before somebody else has approved its head', async () => {
    const given = await team();
    approve(given, 'ada-l');
    expect(briefly(await ship(given))).toMatchInlineSnapshot(`
      "⚠️ 1 of 1 tasks of plan-pwpa9m8j8m are not done
      started #1 • [PR #101](https://github.com/acme/web/pull/101) • reviewer’s turn: an agent wrote it: 1 more approval of this head is needed, by somebody with write access besides Ada, who gave it the task

      End the run without them?
      -# reason_code: agent_approvals_missing
      [ Ship anyway ] [ Keep going ]"
    `);
    expect(isMerged(given)).toBe(false);
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('1 closed');
  });

  it('is not shipped by what was approved before a push', async () => {
    const given = await team();
    approve(given, 'mara-k');
    given.repository.people.pushTo(101, 'claude-code');
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('1 closed');
  });

  it('is not shipped by the approval of an agent, of a program, or of who may not write', async () => {
    const given = await team();
    Object.assign(given.repository.model, { collaborators: { 'lin-t': 'read' } });
    for (const login of ['claude-code', 'helper[bot]', 'lin-t']) approve(given, login);
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    expect(isMerged(given)).toBe(false);
  });

  it('takes the approval of who gave it for theirs, on GitHub too, where they are linked', async () => {
    const given = await team({ settings: { gitHubLogins: {} } });
    await link(given, 'ada-gh');
    approve(given, 'ada-gh');
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('1 closed');
  });

  it('takes one person’s approval where who gave it is linked, even once their login has changed', async () => {
    const given = await team({ settings: { gitHubLogins: {} } });
    await link(given, 'ada-old');
    given.repository.model.accountIds = { 'ada-new': accountIdOf(given.repository.model, 'ada-old') };
    approve(given, 'ada-new');
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
  });

  it('is none the easier by a link to a second account: one that may not write here makes nobody known', async () => {
    const given = await team({ settings: { gitHubLogins: {} } });
    await link(given, 'ada-second');
    Object.assign(given.repository.model, { collaborators: { 'ada-second': 'read' } });
    approve(given, 'ada-l');
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('1 closed');
  });

  it('needs one approval more where nobody knows which login who gave it has', async () => {
    const given = await team({ settings: { gitHubLogins: {} } });
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('GITHUB\\_LOGINS');
    approve(given, 'jonas-w');
    expect(await ship(given)).toContain('1 closed');
  });

  it.each([
    ['is known by a commit of an agent', 'claude-code'],
    ['is known by a commit of a program', 'github-actions[bot]'],
  ])('%s', async (_, author) => {
    const found = await team({ isGiven: false });
    found.repository.people.pushTo(101, author);
    expect(codeIn(await ship(found))).toBe('agent_approvals_missing');
    approve(found, 'ada-l');
    expect(await ship(found)).toContain('1 closed');
  });

  it('is not put into a merge queue before it is approved', async () => {
    const given = await team();
    const { model, calls } = given.repository;
    model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, mergeQueue: true };
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    expect(calls).not.toContain('mergePullRequest');
    expect(calls).not.toContain('enqueuePullRequest');
    approve(given, 'mara-k');
    const { settle } = inTime(given);
    await given.take(given.requested('ship', { run_id: given.planId }));
    await settle();
    expect(calls).toContain('enqueuePullRequest');
  });

  it('is not brought up to date before it is approved, and what that makes is approved anew', async () => {
    const given = await team({ settings: { updatesBranches: true } });
    const { model, push, calls } = given.repository;
    model.protections['main'] = { requiredChecks: [], requiredApprovals: 0, upToDate: true };
    push('Elsewhere');
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    expect(calls).not.toContain('updateBranch');
    approve(given, 'mara-k');
    expect(codeIn(await ship(given))).toBe('agent_approvals_missing');
    expect(calls).toContain('updateBranch');
    approve(given, 'mara-k');
    expect(await ship(given)).toContain('1 closed');
  });

  it('is not shipped where its reviews, or what who approved may do, cannot be read', async () => {
    const given = await team();
    approve(given, 'mara-k');
    given.repository.fail('permissionOf', { status: 403 });
    expect(await ship(given)).toContain('some approvals could not be read');
    given.repository.fail('reviewsOf', { status: 403 });
    expect(await ship(given)).toContain('some approvals could not be read');
    expect(isMerged(given)).toBe(false);
  });

  it('may be by an agent where its commits cannot be read', async () => {
    const found = await team({ isGiven: false });
    found.repository.fail('authorsOf', { status: 403 });
    expect(codeIn(await ship(found))).toBe('agent_approvals_missing');
  });

  it('shows on the card that it waits for approvals, and which runs wait for a person', async () => {
    const given = await team();
    const { addWorkflowRun, model } = given.repository;
    const sha = model.issues.find(({ number }) => number === 101)?.pullRequest?.headSha ?? '';
    addWorkflowRun('ci.yml', { head: { branch: 'x', sha } }).complete('action_required');
    given.clock.advance(60_000);
    await given.take(given.changePull(101, { draft: false }));
    await given.settle();
    await given.take(hint(given, (await given.task()).head));
    await given.settle();
    expect((await given.line())?.turn).toMatchObject({
      of: 'reviewer',
      why: [{ is: 'agent approvals', have: 0, needed: 1 }, { is: 'runs wait' }],
    });
  });
});

describe('what it costs', () => {
  const costs = async (given: TestTeam) => {
    await ship(given);
    return given.repository.calls.join(' ');
  };

  it('is nothing where there are no agents', async () => {
    expect(await costs(await team({ isGiven: false, settings: { codingAgents: {} } }))).toMatchInlineSnapshot(
      `"findPullRequest mergePullRequest removeLabel findBranch pullRequestsOf deleteBranch"`,
    );
  });

  it('is one read for what people wrote, where there are some', async () => {
    expect(await costs(await team({ isGiven: false }))).toMatchInlineSnapshot(
      `"findPullRequest authorsOf mergePullRequest removeLabel findBranch pullRequestsOf deleteBranch"`,
    );
  });

  it('is the reviews, the runs, and what each who approved may do, for what an agent wrote', async () => {
    const given = await team();
    approve(given, 'mara-k');
    expect(await costs(given)).toMatchInlineSnapshot(
      `"findPullRequest checksOf reviewsOf permissionOf waitingRunsOf mergePullRequest removeLabel findBranch pullRequestsOf deleteBranch"`,
    );
  });
});
