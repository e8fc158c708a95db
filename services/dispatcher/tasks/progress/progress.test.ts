import type { PullRequestChanged } from '@valine/contracts';
import { briefly } from '@valine/testing';
import { describe, expect, it, vi } from 'vitest';
import { begunTeam, testTeam } from '../test-team.ts';

describe('a task follows its pull request', () => {
  it('is ready for review, and a draft again', async () => {
    const team = await begunTeam();
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    expect(await team.lines()).toEqual(['ready']);
    await team.take(team.changePull(101, { draft: true }));
    await team.settle();
    expect(await team.lines()).toEqual(['started']);
  });

  it('is done once it is merged, and its thread says by whom', async () => {
    const team = await begunTeam();
    await team.take(team.changePull(101, { draft: false, merged: true }, 'closed'));
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'merged', note: 'merged' });
    expect(briefly(team.threadLines().at(-1))).toMatchInlineSnapshot(`
      "merged #1 • merged • [PR #101](https://github.com/acme/web/pull/101)
      -# grace on GitHub • 1/1 merged
      All tasks are done. \`/ship run_id:plan-pwpa9m8j8m\` finishes the run."
    `);
  });

  it('goes on when it was closed: it may be opened again', async () => {
    const team = await begunTeam();
    await team.take(team.changePull(101, {}, 'closed'));
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'started', is: 'closed' });
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'ready', is: 'ready' });
  });

  it('whatever order news come in, and however often', async () => {
    const team = await begunTeam();
    const [ready, draft] = [team.changePull(101, { draft: false }), team.changePull(101, { draft: true })];
    const merged = team.changePull(101, { draft: false, merged: true }, 'closed');
    for (const event of [merged, draft, ready, draft, merged]) await team.take(event, 3);
    await team.settle();
    expect(await team.lines()).toEqual(['merged']);
  });

  it('tells its plan, even where the try that saw it merged died before it did', async () => {
    const team = await begunTeam();
    const event = team.changePull(101, { draft: false, merged: true }, 'closed');
    team.queues.failNext(1);
    await expect(team.take(event)).rejects.toThrow();
    await team.take(event);
    await team.settle();
    expect(await team.lines()).toEqual(['merged']);
  });

  it('waits for GitHub, whose answers may be older than its webhooks', async () => {
    const team = await begunTeam();
    const event = team.changePull(101, { draft: false });
    team.changePull(101, { draft: true });
    await expect(team.take(event)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 5 });
    await team.take(event, 3);
  });

  it('is told as ready with whose turn it is, once GitHub has worked out whether it can be merged', async () => {
    const team = await begunTeam();
    const event = team.changePull(101, { draft: false });
    const found = await team.repository.lookups.findPullRequest(101);
    const asking = vi.spyOn(team.repository.lookups, 'findPullRequest');
    if (found !== undefined) asking.mockResolvedValueOnce({ ...found, mergeableState: 'unknown' });
    await expect(team.take(event)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 5 });
    await team.settle();
    expect(await team.lines()).toEqual(['started']);
    await team.take(event, 1);
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'ready', turn: { of: 'ship' } });
  });

  it('names nobody for what it shows besides', async () => {
    const team = await begunTeam();
    const event = team.changePull(101, { draft: false });
    team.changePull(101, {}, 'closed');
    await team.take(event, 3);
    expect((await team.task()).seen).toEqual({ is: 'closed', at: expect.any(Number) });
  });

  it.each([
    ['does not take our credentials: somebody may just be renewing them', 401],
    ['does not find it: an event has told of it', 404],
  ])('is looked at a few times where GitHub %s', async (_, status) => {
    const team = await begunTeam();
    const event = team.changePull(101, { draft: false });
    const refuse = () => team.repository.fail('findPullRequest', { status, detail: 'no' });
    refuse();
    await expect(team.take(event, 2)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 60 });
    refuse();
    await expect(team.take(event, 3)).rejects.toMatchObject({ name: 'GiveUp' });
    await team.take(event, 3);
    expect((await team.task()).seen).toMatchObject({ is: 'ready' });
  });

  it('is looked for a few times where GitHub shows none, and is gone then', async () => {
    const team = await begunTeam();
    const event = team.changePull(101, { draft: false });
    const { issues } = team.repository.model;
    issues.splice(
      issues.findIndex(({ number }) => number === 101),
      1,
    );
    await expect(team.take(event, 2)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 60 });
    await team.take(event, 3);
    expect((await team.task()).seen).toBeUndefined();
  });

  it('is found out about by /status, where no webhook came', async () => {
    const team = await begunTeam();
    team.changePull(101, { draft: false });
    await team.command('status', { run_id: team.planId });
    await team.settle();
    expect(await team.lines()).toEqual(['ready']);
  });

  it('is found to be merged by /status, though its issue was closed before and no webhook told of the merge', async () => {
    const team = await begunTeam(2);
    await team.take(team.issueChanged(1, { action: 'closed' }));
    team.changePull(101, { merged: true }, 'closed');
    await team.command('status', { run_id: team.planId });
    await team.settle();
    expect(await team.line()).toMatchObject({ note: 'merged', is: 'merged', merged: { took: 60_000 } });
  });

  it('keeps its state when the label goes that the work has taken off', async () => {
    const team = await begunTeam();
    await team.take(team.issueChanged(1, { action: 'unlabeled', labels: ['in-progress'] }));
    expect(await team.lines()).toEqual(['started']);
  });
});

it('a pull request that is nobody’s costs one query, and one that its task does not know a read more', async () => {
  const team = await begunTeam();
  const event = team.changePull(101, { draft: false });
  const calls = team.repository.calls.length;
  const costOf = async (headBranch: string) => {
    const { reads } = team.store;
    await team.take({ ...event, pullRequest: { ...event.pullRequest, headBranch, number: 7 } });
    return team.store.reads - reads;
  };
  const branches = ['feature/x', 'valine/issue-7-x', 'valine/issue-1-x'];
  expect([await costOf(branches[0] ?? ''), await costOf(branches[1] ?? ''), await costOf(branches[2] ?? '')]).toEqual([
    1, 1, 2,
  ]);
  expect(team.repository.calls.length).toBe(calls);
});

it('is looked at where its making took long: somebody may have marked it as ready before its answer came', async () => {
  const team = await testTeam();
  const { createPullRequest } = team.writer;
  team.writer.createPullRequest = async (...given) => {
    const made = await createPullRequest(...given);
    await team.take(team.changePull(101, { draft: false }), 3);
    return made;
  };
  await team.approve();
  await team.settle();
  expect(await team.line()).toMatchObject({ state: 'ready' });
});

it('waits for the answer to its making, where somebody was quicker', async () => {
  const team = await testTeam();
  const { createPullRequest } = team.writer;
  let event: PullRequestChanged | undefined;
  team.writer.createPullRequest = async (...given) => {
    const made = await createPullRequest(...given);
    event = team.changePull(101, { draft: false });
    team.clock.advance(-60_000);
    await expect(team.take(event)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 5 });
    return made;
  };
  await team.approve();
  await team.settle();
  expect(await team.line()).toMatchObject({ state: 'started' });
  if (event === undefined) throw new Error('no pull request was opened');
  await team.take(event, 1);
  await team.settle();
  expect(await team.line()).toMatchObject({ state: 'ready' });
});
