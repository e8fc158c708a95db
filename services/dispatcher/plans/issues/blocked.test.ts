import { GitHubError } from '@valine/github';
import { briefly, buildIssue } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ben, shown, testDispatcher } from '../../test-dispatcher.ts';

const blocked = (number: number, by: string) => buildIssue(number, { body: `Blocked by ${by}, says Ada.` });

/** #2 waits for #1, which is of the plan too, and for #9, which is not. */
async function team(...issues: ReturnType<typeof buildIssue>[]) {
  const others = issues.length > 0 ? issues : [buildIssue(1), blocked(2, '#1 and blocked by #9')];
  const dispatcher = testDispatcher({ opensPullRequests: true }, [...others, buildIssue(9, { labels: [] })]);
  const id = await dispatcher.planned();
  const states = async () => (await dispatcher.plan(id)).tasks.map(({ state }) => state);
  const starts = () => {
    const bodies = dispatcher.queues.sent.map(({ body }) => body as { type: string; number: number });
    return bodies.flatMap(({ type, number }) => (type === 'task.start' ? [number] : []));
  };
  const close = async (number: number) => {
    dispatcher.clock.advance(60_000);
    dispatcher.github.change(number, { state: 'closed', stateReason: 'completed' });
    await dispatcher.take(dispatcher.closed(number));
  };
  return { ...dispatcher, id, states, starts, close, approve: () => dispatcher.press('approve', id, ben) };
}

describe('a task whose issue waits for others', () => {
  it('is marked in the proposal', async () => {
    const { id, queues, plan } = await team();
    const card = shown(queues.sent, `reply:${(await plan(id)).reply.interactionId}`);
    expect(card.split('\n').slice(1, 3).map(briefly)).toMatchInlineSnapshot(`
      [
        "pending #1",
        "pending #2 • ⛔ waits for #1, #9",
      ]
    `);
  });

  it('does not begin with the others, which is said', async () => {
    const { approve, states, starts, threadLines } = await team();
    await approve();
    expect(await states()).toEqual(['started', 'pending']);
    expect(starts()).toEqual([1]);
    expect(threadLines().at(-1)).toMatchInlineSnapshot(`"🚧 Approved by Ben. Started #1; #2 waits for #1, #9."`);
  });

  it('begins once all of them are closed, in whatever order, of this plan or of none', async () => {
    const { approve, states, starts, close, threadLines } = await team();
    await approve();
    await close(9);
    expect(starts()).toEqual([1]);
    await close(1);
    expect(await states()).toEqual(['merged', 'started']);
    expect(starts()).toEqual([1, 2]);
    expect(briefly(threadLines().at(-1))).toMatchInlineSnapshot(`
      "merged #1 • closed
      started #2
      -# grace on GitHub • 1/2"
    `);
  });

  it('begins once, however often that is told', async () => {
    const { approve, starts, take, closed, clock } = await team(blocked(2, '#9'));
    await approve();
    clock.advance(60_000);
    const event = closed(9);
    for (let time = 0; time < 3; time += 1) await take(event);
    await take(closed(9));
    expect(starts()).toEqual([2]);
  });

  it('waits on when one was opened again before the last was closed', async () => {
    const { approve, starts, close, take, issueChanged, clock, github } = await team();
    await approve();
    await close(9);
    clock.advance(60_000);
    github.change(9, { state: 'open' });
    await take(issueChanged(9, { action: 'reopened', labels: [] }));
    await close(1);
    expect(starts()).toEqual([1]);
  });

  it('begins at once where they are closed before the approval, which asks again', async () => {
    const { approve, starts, close, id, press } = await team(buildIssue(1), blocked(2, '#9'));
    await close(9);
    expect(await approve()).toContain('is approved and in progress');
    expect(starts()).toEqual([1, 2]);
    expect(await press('approve', id)).toContain('reason_code: already_approved');
  });

  it('waits for what was added since the proposal; whoever approves is told first', async () => {
    const { approve, starts, close, github, id, press } = await team(buildIssue(1), buildIssue(2));
    github.change(2, { body: 'blocked by #9', updatedAt: Date.UTC(2026, 5, 1) });
    expect(await approve()).toContain('⛔ waits for #9');
    await press('approve', `${id}.1`, ben);
    expect(starts()).toEqual([1]);
    await close(9);
    expect(starts()).toEqual([1, 2]);
  });

  it('does not begin after all when it was taken out, or its own issue closed', async () => {
    const { approve, states, starts, close } = await team(buildIssue(1), blocked(2, '#9'));
    await approve();
    await close(2);
    await close(9);
    expect(await states()).toEqual(['started', 'merged']);
    expect(starts()).toEqual([1]);
  });

  it('is asked about by /ship like any other that is open', async () => {
    const { approve, command, id, close } = await team(buildIssue(1), blocked(2, '#9'));
    await approve();
    await close(1);
    expect(await command('ship', { run_id: id })).toContain('⛔ waits for #9');
  });

  it('begins when a comparison with GitHub finds that nothing blocks it', async () => {
    const { approve, starts, take, id, clock } = await team(blocked(2, '#9'));
    await approve();
    const issue = { number: 2, state: 'open', stateReason: null, labels: ['ready'], openBlockers: 0 } as const;
    await take({
      type: 'plan.observed',
      id: 'o1',
      planId: id,
      issues: [{ ...issue, labels: ['ready'] }],
      observedAt: clock.now(),
    });
    expect(starts()).toEqual([2]);
  });
});

it('what nothing blocks costs nothing to ask about', async () => {
  const { github } = await team(buildIssue(1), buildIssue(2));
  expect(github.calls).toEqual(['listOpenIssues ready']);
});

const REFUSED = new GitHubError({ operation: 'read what blocks issue #2', reason: 'forbidden', status: 403 });

/** GitHub counts two issues that block #2, and does not let us read which. */
async function unseenTeam() {
  const dispatcher = testDispatcher({ opensPullRequests: true }, [buildIssue(1), buildIssue(2, { openBlockers: 2 })]);
  const { findOpenBlockers } = dispatcher.github;
  const hidden = { is: true };
  dispatcher.github.findOpenBlockers = (issue) => {
    if (hidden.is && issue.openBlockers) dispatcher.github.failNext(1, REFUSED);
    return findOpenBlockers(issue);
  };
  const id = await dispatcher.planned();
  const card = async () => {
    const { interactionId } = (await dispatcher.plan(id)).reply;
    return shown(dispatcher.queues.sent, `reply:${interactionId}`).replaceAll(id, 'plan-1');
  };
  const states = async () => (await dispatcher.plan(id)).tasks.map(({ state }) => state);
  return { ...dispatcher, id, card, states, hidden, approve: () => dispatcher.press('approve', id, ben) };
}

describe('an issue of which GitHub does not show what blocks it', () => {
  it('is planned with the others: what is known is said, and what is not, in one line', async () => {
    const { card } = await unseenTeam();
    expect(briefly(await card())).toMatchInlineSnapshot(`
      "Plan plan-1
      pending #1
      pending #2 • ⛔ waits for 2 issues that GitHub does not show

      ⚠️ GitHub does not let us see what blocks #2, so nothing begins there: give the App or the token _Issues: read_ where those issues are, or begin by the comment \`/valine start\`.
      Who may approve: operators
      Undecided, it expires <t:1772528400:f>
      0 of 1 approvals • requested by Ada
      [ Approve ] [ Discard ]"
    `);
  });

  it('does not begin: unknown is not free', async () => {
    const { approve, states, threadLines } = await unseenTeam();
    expect(await approve()).toContain('is approved and in progress');
    expect(await states()).toEqual(['started', 'pending']);
    expect(threadLines().at(-1)).toContain('#2 waits for 2 issues that GitHub does not show');
  });

  it('begins once GitHub counts none any more', async () => {
    const { approve, states, take, id, clock } = await unseenTeam();
    await approve();
    const issue = { number: 2, state: 'open', stateReason: null, labels: ['ready'] } as const;
    const observe = (openBlockers: number) => ({
      type: 'plan.observed' as const,
      id: `o${openBlockers}`,
      planId: id,
      issues: [{ ...issue, labels: ['ready'], openBlockers }],
      observedAt: clock.now(),
    });
    await take(observe(1));
    expect(await states()).toEqual(['started', 'pending']);
    await take(observe(0));
    expect(await states()).toEqual(['started', 'started']);
  });

  it('keeps what was known of it where an approval cannot see it any more', async () => {
    const { approve, plan, id, hidden, github } = await unseenTeam();
    hidden.is = false;
    github.change(2, { openBlockers: 1, body: 'blocked by #1', updatedAt: Date.UTC(2026, 5, 1) });
    expect(await approve()).toContain('⛔ waits for #1');
    hidden.is = true;
    github.change(2, { updatedAt: Date.UTC(2026, 5, 2) });
    await approve();
    expect((await plan(id)).tasks[1]).toMatchObject({ state: 'pending', blockedBy: [{ number: 1, isClosed: false }] });
  });

  it('waits for those that its text names, seen or not', async () => {
    const dispatcher = testDispatcher({}, [buildIssue(1), blocked(2, '#9'), buildIssue(9, { labels: [] })]);
    const { findOpenBlockers } = dispatcher.github;
    dispatcher.github.findOpenBlockers = (issue) => {
      if (issue.number === 2) dispatcher.github.failNext(1, REFUSED);
      return findOpenBlockers(issue);
    };
    const id = await dispatcher.planned();
    await dispatcher.press('approve', id, ben);
    expect(dispatcher.threadLines().at(-1)).toContain('#2 waits for #9 (not shown)');
    dispatcher.github.change(9, { state: 'closed' });
    await dispatcher.take(dispatcher.closed(9));
    expect((await dispatcher.plan(id)).tasks.map(({ state }) => state)).toEqual(['started', 'started']);
  });
});
