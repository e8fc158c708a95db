/** With `FOUR_EYES`, who wrote a change is not who approves it, whichever account did what. */
import { coAuthorTrailer } from '@valine/github/co-authors';
import { accountIdOf, push } from '@valine/github-model';
import { expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { begunTeam, type TestTeam } from '../test-team.ts';

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
  expect((await ship(given)).split('\n')[1]).toMatchInlineSnapshot(
    `"⏳ [#1](https://github.com/acme/web/issues/1) Checkout charges shipping twice when the address changes • unassigned • [PR #101](https://github.com/acme/web/pull/101) • reviewer’s turn: an approval of this head is needed, by somebody with write access who did not write it; grace wrote it"`,
  );
  expect(given.repository.pulls.some(({ merged }) => merged)).toBe(false);
  approve(given, 'mara-k');
  expect(await ship(given)).toContain('1 closed');
});

it('somebody for whom a commit was written is one who wrote it, under whichever login they go now', async () => {
  const given = await team();
  const { model } = given.repository;
  const branch = (await given.task()).head;
  const trailer = coAuthorTrailer({ id: accountIdOf(model, 'ada-old'), login: 'ada-old' });
  push(model, { branch, message: `Blue navbar\n\n${trailer}`, author: 'Valine orchestrator', at: given.clock.now() });
  given.changePull(101, {});
  Object.assign(model.issues.find(({ number }) => number === 101)?.pullRequest ?? {}, {
    headSha: model.branches[branch],
  });
  model.accountIds = { 'ada-new': accountIdOf(model, 'ada-old') };
  approve(given, 'ada-new');
  expect(codeIn(await ship(given))).toBe('four_eyes_missing');
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
