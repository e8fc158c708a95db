/** An issue that somebody is at work on already: their pull request is followed, and no second one is made. */
import type { PullRequestChanged } from '@valine/contracts';
import type { FoundPullRequest } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { begunTeam, hint, type TestTeam, testTeam } from '../test-team.ts';
import { pullsFor } from './decide.ts';

const OURS = 'valine/issue-1-checkout-charges-shipping-twice-when';

/** Somebody's pull request, before the plan is approved. */
async function teamWith({ head = 'fix-shipping', body = 'Closes #1', draft = false, base = 'main' } = {}) {
  const team = await testTeam();
  await team.repository.writer.createPullRequest({ title: 'Mine', head, base, body, draft });
  return team;
}

async function begin(team: TestTeam): Promise<TestTeam> {
  await team.approve();
  await team.settle();
  return team;
}

describe('a task of an issue that an open pull request closes', () => {
  it('has that one: nothing is pushed, and nothing opened', async () => {
    const team = await begin(await teamWith());
    expect(team.repository.calls.slice(3)).toEqual([
      'createComment',
      'addLabels',
      'removeLabel',
      'findPullRequest',
      'checksOf',
      'reviewsOf',
    ]);
    expect(Object.keys(team.repository.model.branches)).toEqual(['main']);
    expect(await team.line()).toMatchObject({ state: 'ready', pullRequest: { number: 101 } });
    expect(await team.task()).toMatchObject({
      head: 'fix-shipping',
      pullRequest: { isAdopted: true },
      seen: { is: 'ready' },
    });
    expect(team.repository.model.comments[0]?.body).toContain('Work goes on in #101, which closes it: plan `plan-');
  });

  it('has the one of its own branch, which an earlier plan has left', async () => {
    const team = await begin(await teamWith({ head: OURS, body: '', draft: true }));
    expect(team.repository.pulls).toHaveLength(1);
    expect((await team.task()).pullRequest).not.toHaveProperty('isAdopted');
    expect(await team.line()).toMatchObject({ state: 'started', pullRequest: { number: 101 } });
  });

  it('has it also where the issue was called otherwise when that branch was made', async () => {
    const team = await begin(await teamWith({ head: 'valine/issue-1-another-title' }));
    expect(await team.task()).toMatchObject({ head: 'valine/issue-1-another-title', pullRequest: { number: 101 } });
    expect((await team.task()).pullRequest).not.toHaveProperty('isAdopted');
  });

  it('is followed by news of it', async () => {
    const team = await begin(await teamWith({ draft: true }));
    const { pullRequest, ...event } = team.changePull(101, { draft: false });
    await team.take({ ...event, pullRequest: { ...pullRequest, closes: [1] } });
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'ready' });
  });

  it('is followed though it does not say so any more', async () => {
    const team = await begin(await teamWith({ draft: true }));
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'ready' });
  });

  it('hears of its checks and reviews, by its number, until the plan has ended', async () => {
    const team = await begin(await teamWith());
    const checks = { ...hint(team, 'fix-shipping'), pullRequests: [101] };
    team.clock.advance(60_000);
    team.repository.people.check(101, 'unit tests', 'fail');
    await team.take(checks);
    await team.settle();
    expect((await team.line())?.turn).toMatchObject({ of: 'author', why: [{ is: 'failing', check: 'unit tests' }] });
    const looks = () => team.repository.calls.filter((call) => call === 'findPullRequest').length;
    const before = looks();
    await team.take({ ...hint(team, 'another'), pullRequests: [102] });
    expect(looks()).toBe(before);
    await team.press('ship-anyway', team.planId);
    await team.settle();
    // Once more at its end, and never again.
    await team.take({ ...checks, id: 'after the end' });
    expect(looks()).toBe(before + 1);
    expect(await team.store.listPlanned(101, 'open')).toEqual([]);
  });
});

describe('a pull request that is not taken for it', () => {
  it.each([
    ['speaks of it only', { body: 'Part of #1' }],
    ['goes elsewhere than to the default branch', { base: 'next' }],
    ['closes another issue', { body: 'Closes #2' }],
  ])('%s', async (_, given) => {
    const team = await begin(await teamWith(given));
    expect(team.repository.pulls.map(({ headBranch }) => headBranch)).toEqual(['fix-shipping', OURS]);
    expect(await team.line()).not.toHaveProperty('trouble');
  });

  it('is a stranger’s: a shipping would merge it. The line tells of it', async () => {
    const team = await teamWith();
    const pull = team.repository.model.issues.at(-1);
    Object.assign(pull ?? {}, { association: 'NONE' });
    Object.assign(pull?.pullRequest ?? {}, { fork: 'eve' });
    await begin(team);
    expect(await team.line()).toMatchObject({
      pullRequest: { number: 102 },
      trouble: '#101 closes it too: close what is not wanted',
    });
  });
});

describe('of several', () => {
  const pull = (number: number, more: Partial<FoundPullRequest> = {}): FoundPullRequest => ({
    ...{ number, url: '', state: 'open', merged: false, draft: false, headSha: 'h', headBranch: `b${number}` },
    ...{ isFromFork: false, authorAssociation: 'MEMBER', base: 'main', body: 'Closes #1', updatedAt: 0, askedFor: [] },
    ...more,
  });
  const chosen = (...pulls: FoundPullRequest[]) => {
    const { open, others } = pullsFor(1, 'acme/web', 'main', pulls);
    return [open?.number, others.map(({ number }) => number)];
  };

  it('our own comes first, then one that is ready, then the oldest', () => {
    expect(chosen(pull(9), pull(8), pull(7, { draft: true }))).toEqual([8, [9, 7]]);
    expect(chosen(pull(9), pull(8, { headBranch: OURS, draft: true }))).toEqual([8, [9]]);
    expect(chosen()).toEqual([undefined, []]);
  });

  it('a collaborator’s of a fork is taken, and the branch of a stranger’s is never ours', () => {
    expect(chosen(pull(9, { isFromFork: true, authorAssociation: 'COLLABORATOR' }))).toEqual([9, []]);
    expect(chosen(pull(9, { isFromFork: true, authorAssociation: 'NONE', headBranch: OURS }))).toEqual([
      undefined,
      [9],
    ]);
  });
});

describe('a pull request that is opened while the task has its own', () => {
  const TROUBLE = '#102 closes it too: close what is not wanted';
  const news = ({ clock }: TestTeam, id: string, state: 'open' | 'closed'): PullRequestChanged => ({
    ...{ id, type: 'pull_request.changed', action: 'edited', repository: 'acme/web', sender: 'grace' },
    receivedAt: clock.now(),
    pullRequest: {
      ...{ number: 102, headBranch: 'fix-it', headSha: 'x', draft: false, merged: false },
      ...{ state, closes: [1] },
    },
  });

  async function teamWithRival() {
    const team = await begunTeam();
    const given = { title: 'Mine', head: 'fix-it', base: 'main', draft: false };
    await team.repository.writer.createPullRequest({ ...given, body: 'Fixes #1' });
    await team.take(news(team, 'd1', 'open'));
    await team.settle();
    return team;
  }

  it('stands on the line until it is closed', async () => {
    const team = await teamWithRival();
    expect(await team.lines()).toEqual([TROUBLE]);
    team.changePull(102, {}, 'closed');
    await team.take(news(team, 'd2', 'closed'));
    await team.settle();
    expect(await team.lines()).toEqual(['started']);
  });

  it('or no longer says that it closes it', async () => {
    const team = await teamWithRival();
    const pull = team.repository.model.issues.find(({ number }) => number === 102);
    Object.assign(pull ?? {}, { body: 'Part of #1' });
    await team.take(news(team, 'd2', 'closed'));
    await team.settle();
    expect(await team.lines()).toEqual(['started']);
  });

  it('is looked up: old news of one that was closed since change nothing', async () => {
    const team = await teamWithRival();
    team.changePull(102, {}, 'closed');
    await team.take(news(team, 'd2', 'closed'));
    await expect(team.take(news(team, 'd1', 'open'))).rejects.toMatchObject({ name: 'RetryLater' });
    await team.settle();
    expect(await team.lines()).toEqual(['started']);
  });
});
