/** What comes of it that somebody asks to have a task tried again, skipped or started. */
import { briefly, buildIssue } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { begunTeam, type TestTeam, testTeam } from '../../tasks/test-team.ts';
import { answersTo, commented } from '../test-comments.ts';

async function ask(team: TestTeam, body: string, number = 1) {
  const event = commented(team, number, body);
  await team.take(event);
  await team.settle();
  const { reactions, texts } = answersTo(team, event);
  return [...reactions, ...texts].join(' ').replaceAll(team.planId, 'plan-1');
}

const sent = ({ queues }: TestTeam, type: string) =>
  queues.sent.filter(({ body }) => Object(body).type === type).map(({ body }) => Object(body));

/** #1 waits for #2. */
function blockedTeam(opensPullRequests = true) {
  return testTeam(2, { first: { body: 'Blocked by #2' }, settings: { opensPullRequests } });
}

describe('/valine skip', () => {
  it('has the task fall away; the thread says who did it, and the pull request stays', async () => {
    const team = await begunTeam(2);
    expect(await ask(team, '/valine skip')).toMatchInlineSnapshot(
      `"+1 It fell away from plan \`plan-1\`, and is not carried over: another plan has it once it carries the label \`ready\`. Its pull request #101 stays as it is."`,
    );
    expect(await team.line()).toMatchObject({ state: 'skipped', note: 'skipped by grace' });
    expect((await team.line(2))?.state).toBe('started');
    expect(briefly(team.threadLines().at(-1)?.replaceAll(team.planId, 'plan-1'))).toMatchInlineSnapshot(`
      "skipped #1 • skipped by grace • [PR #101](https://github.com/acme/web/pull/101)
      -# grace on GitHub • 0/2 merged • 1 fell away"
    `);
    expect(team.repository.pulls[0]).toMatchObject({ state: 'open' });
  });

  it('stands, whatever is told of the pull request and the issue later', async () => {
    const team = await begunTeam();
    await ask(team, '/valine skip');
    await team.take(team.changePull(101, { draft: false }));
    await team.take(team.closed(1));
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'skipped', note: 'skipped by grace' });
  });

  it('is too late once the pull request is merged, though nobody has told of it', async () => {
    const team = await begunTeam();
    const merged = { ...team.changePull(101, { merged: true }, 'closed') };
    expect(await ask(team, '/valine skip')).toMatchInlineSnapshot(
      `"confused Nothing was done: its pull request is merged."`,
    );
    expect((await team.line())?.state).toBe('merged');
    await team.take(merged);
    expect(await ask(team, '/valine skip')).toMatchInlineSnapshot(
      `"confused Nothing was done: it is done already (merged)."`,
    );
  });

  it('waits for the outcome while it is being merged', async () => {
    const team = await begunTeam();
    await team.take(team.changePull(101, { draft: false }));
    await team.settle();
    const event = commented(team, 1, '/valine skip');
    await team.take(event);
    await team.command('ship', { run_id: team.planId });
    for (const admitted of sent(team, 'comment.admitted')) await team.take(admitted);
    await team.settle();
    expect(answersTo(team, event)).toMatchObject({
      reactions: ['confused'],
      texts: [expect.stringContaining('being merged')],
    });
    expect((await team.line())?.state).toBe('merged');
  });

  it('is not done where GitHub does not show the pull request', async () => {
    const team = await begunTeam();
    team.repository.fail('findPullRequest', { status: 403 });
    expect(await ask(team, '/valine skip')).toContain('GitHub does not show');
    expect((await team.line())?.state).toBe('started');
  });

  it('is done once, although its answer was lost on the way', async () => {
    const team = await begunTeam();
    const event = commented(team, 1, '/valine skip');
    await team.take(event);
    const [admitted] = sent(team, 'comment.admitted');
    team.queues.failNext(1);
    await expect(team.take(admitted)).rejects.toThrow();
    for (const each of [admitted, event, admitted]) await team.take(each);
    await team.settle();
    expect(answersTo(team, event)).toMatchObject({ reactions: ['+1'], texts: [expect.anything()] });
    expect(team.threadLines().filter((line) => line.includes('skipped by'))).toHaveLength(1);
  });
});

describe('/valine start', () => {
  it('begins what is blocked', async () => {
    const team = await blockedTeam();
    await team.approve();
    await team.settle();
    expect((await team.line())?.state).toBe('pending');
    expect(await ask(team, '/valine start')).toMatchInlineSnapshot(
      `"+1 It begins now, although it waits for #​2. Work begins in #102: plan \`plan-1\`, approved by \`Ada\`."`,
    );
    expect(await team.line()).toMatchObject({ state: 'started', pullRequest: { number: 102 } });
    expect(team.threadLines().some((line) => line.includes('grace on GitHub'))).toBe(true);
  });

  it('begins what was refused, once that is put right', async () => {
    const team = await testTeam();
    team.repository.model.archived = true;
    await team.approve();
    await team.settle();
    expect((await team.line())?.trouble).toContain('archived');
    team.repository.model.archived = false;
    expect(await ask(team, '/valine start')).toMatchInlineSnapshot(
      `"+1 It begins now. Work begins in #101: plan \`plan-1\`, approved by \`Ada\`."`,
    );
    expect(await team.line()).toMatchObject({ state: 'started', pullRequest: { number: 101 } });
  });

  it('never begins a task of a plan that was not approved', async () => {
    const team = await testTeam();
    expect(await ask(team, '/valine start')).toMatchInlineSnapshot(
      `"confused Nothing was done: plan \`plan-1\` waits for its approval in Discord."`,
    );
    expect([(await team.line())?.state, sent(team, 'task.start')]).toEqual(['pending', []]);
  });

  it('begins nothing twice', async () => {
    const team = await begunTeam();
    expect(await ask(team, '/valine start')).toMatchInlineSnapshot(
      `"confused Nothing was done: it has begun in #101."`,
    );
    expect(team.repository.pulls).toHaveLength(1);
  });

  it('begins nothing that was taken out of the plan', async () => {
    const team = await testTeam(2);
    await team.press('choose-tasks', team.planId, undefined, ['2']);
    await team.press('approve', `${team.planId}.1`);
    await team.settle();
    expect(await ask(team, '/valine start')).toMatchInlineSnapshot(
      `"confused Nothing was done: it was taken out of the plan. The next plan may have it."`,
    );
    expect(sent(team, 'task.start').map(({ number }) => number)).toEqual([2]);
  });

  it('only follows the issue where tasks have no pull requests', async () => {
    const team = await blockedTeam(false);
    await team.approve();
    expect(await ask(team, '/valine start')).toContain('It begins now');
    expect([(await team.line())?.state, team.repository.pulls]).toEqual(['started', []]);
    expect(await ask(team, '/valine start')).toContain('it has begun');
  });
});

describe('/valine retry', () => {
  it('has a parked effect tried again', async () => {
    const team = await testTeam();
    team.repository.fail('createBranch', { status: 403 });
    await team.approve();
    await team.settle();
    expect((await team.line())?.trouble).toBe('could not create branch');
    team.clock.advance(1000);
    expect(await ask(team, '/valine retry')).toMatchInlineSnapshot(
      `"+1 Tried again: create branch. Work begins in #101: plan \`plan-1\`, approved by \`Ada\`."`,
    );
    expect(await team.line()).toMatchObject({ pullRequest: { number: 101 } });
    expect(await team.line()).not.toHaveProperty('trouble');
  });

  it('tries what is given up anew only when it is asked anew', async () => {
    const team = await testTeam();
    for (let times = 0; times < 2; times += 1) team.repository.fail('createBranch', { status: 403 });
    await team.approve();
    await team.settle();
    team.clock.advance(1000);
    await ask(team, '/valine retry');
    const [retry] = sent(team, 'task.retry');
    team.clock.advance(1000);
    await team.take(retry);
    await team.settle();
    expect((await team.line())?.trouble).toBe('could not create branch');
  });

  it('leaves to an operator what has perhaps happened, and cannot be told', async () => {
    const team = await begunTeam();
    const task = await team.task();
    const begun = task.effects.find(({ kind }) => kind === 'comment');
    const claim = { operation: 'o', epoch: 7, leaseUntil: 1, since: 1, unconfirmed: 7, repeatable: false };
    const parked = { id: 'e9', kind: 'comment', params: {}, intendedAt: 1, epoch: 7, claim };
    const effects = [...task.effects, { ...parked, parked: { reason: 'no answer', at: 1 } }];
    await team.store.replace(task, { ...task, version: task.version + 1, effects });
    expect(begun).toBeDefined();
    expect(await ask(team, '/valine retry')).toMatchInlineSnapshot(`
      "+1 #101 is looked at again: the card of the plan shows what is found.

      Whether to comment again an admin decides: \`/ops\` in Discord, or \`valine resolve e9\`."
    `);
    expect((await team.task()).effects.at(-1)).toMatchObject({ id: 'e9', parked: { reason: 'no answer' } });
  });

  it('has the pull request looked at', async () => {
    const team = await begunTeam();
    team.changePull(101, { draft: false });
    expect(await ask(team, '/valine retry')).toMatchInlineSnapshot(
      `"+1 #101 is looked at again: the card of the plan shows what is found."`,
    );
    expect((await team.line())?.state).toBe('ready');
  });

  it('has the issue, and those it waits for, looked at, where nothing has begun', async () => {
    const team = await blockedTeam();
    await team.approve();
    const before = sent(team, 'plan.reconcile').length;
    expect(await ask(team, '/valine retry')).toMatchInlineSnapshot(
      `"+1 Its issue is looked at again: the card of the plan shows what is found."`,
    );
    expect(sent(team, 'plan.reconcile')).toHaveLength(before + 1);
  });

  it('begins again what could not begin', async () => {
    const team = await testTeam();
    team.repository.model.archived = true;
    await team.approve();
    await team.settle();
    team.repository.model.archived = false;
    expect(await ask(team, '/valine retry')).toMatchInlineSnapshot(
      `"+1 Its beginning is tried again. Work begins in #101: plan \`plan-1\`, approved by \`Ada\`."`,
    );
    expect(await team.line()).toMatchObject({ pullRequest: { number: 101 } });
  });
});

describe('in a plan that is over', () => {
  it.each(['retry', 'skip', 'start'])('/valine %s does nothing, and says what to do next', async (verb) => {
    const team = await begunTeam();
    await team.press('ship-anyway', team.planId);
    expect(await ask(team, `/valine ${verb}`)).toBe(
      'confused Nothing was done: plan `plan-1` is over. The next `/plan label:ready` in Discord has it, if it is open: it begins with the approval there, unless somebody takes it out.',
    );
  });

  it('/valine status says how it ended, and when', async () => {
    const team = await begunTeam(2);
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await team.settle();
    await team.command('ship', { run_id: team.planId });
    await team.settle();
    await team.press('ship-anyway', team.planId);
    await team.settle();
    team.clock.advance(3 * 3_600_000);
    expect(await ask(team, '/valine status')).toMatchInlineSnapshot(`
      "+1 ✅ Is done: merged in #101

      Plan \`plan-1\` was shipped 3h ago, 1/2 merged • 1 fell away: what has happened since is not followed."
    `);
    expect(await ask(team, '/valine status', 102)).toMatchInlineSnapshot(`
      "+1 ⏭️ Was left open in #102
      - Not shipped: author’s turn: draft

      Plan \`plan-1\` was shipped 3h ago, 1/2 merged • 1 fell away: what has happened since is not followed.

      The next \`/plan label:ready\` in Discord has it, if it is open: it begins with the approval there, unless somebody takes it out."
    `);
  });

  it('what is done, or fell away, is called so', async () => {
    const team = await begunTeam(2);
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await ask(team, '/valine skip', 2);
    await team.command('ship', { run_id: team.planId });
    await team.settle();
    expect((await team.plan(team.planId)).state).toBe('completed');
    expect(await ask(team, '/valine retry')).toMatchInlineSnapshot(
      `"confused Nothing was done: it is done already (merged), and plan \`plan-1\` is over."`,
    );
    expect(await ask(team, '/valine start', 2)).toMatchInlineSnapshot(
      `"confused Nothing was done: it fell away (skipped by grace), and plan \`plan-1\` is over. Another plan has it once it is open and carries the label \`ready\`."`,
    );
  });

  it('one that was discarded is answered too', async () => {
    const team = await testTeam();
    team.clock.advance(10_000);
    await team.press('discard', team.planId);
    await team.settle();
    expect(await ask(team, '/valine status')).toMatchInlineSnapshot(`
      "+1 ⚪ Has not begun

      Plan \`plan-1\` was discarded just now, 0/1: what has happened since is not followed.

      The next \`/plan label:ready\` in Discord has it, if it is open: it begins with the approval there, unless somebody takes it out."
    `);
  });

  it('the open one is meant where another plan has it by now', async () => {
    const team = await begunTeam();
    await team.press('ship-anyway', team.planId);
    await team.settle();
    await team.command('plan');
    expect(await ask(team, '/valine start')).toContain('waits for its approval');
  });
});

it('of several plans that have the issue, it is about the one in which it is worked on', async () => {
  const team = await begunTeam();
  team.github.add(buildIssue(1, { labels: ['ready'] }));
  await team.command('plan', { include_planned: true });
  await ask(team, '/valine skip');
  expect((await team.line())?.state).toBe('skipped');
});
