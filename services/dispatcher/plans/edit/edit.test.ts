import { briefly, buildIssue } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ada, ben, shown, testDispatcher } from '../../test-dispatcher.ts';
import { planCardMessage, readShownList, shownList } from '../card/messages.ts';
import { decideProposal } from '../plan/decide.ts';
import { decideEdit } from './decide.ts';

async function proposed(settings: Parameters<typeof testDispatcher>[0] = {}, options = {}) {
  const dispatcher = testDispatcher(settings);
  const id = await dispatcher.planned(options);
  const plan = () => dispatcher.plan(id);
  return {
    ...dispatcher,
    id,
    stored: plan,
    choose: async (numbers: number[], person = ada, list?: string) =>
      dispatcher.press('choose-tasks', list ?? shownList(await plan()), person, numbers.map(String)),
    approve: async (person = ada, list?: string) =>
      dispatcher.press('approve', list ?? shownList(await plan()), person),
    card: async () =>
      shown(dispatcher.queues.sent, `reply:${(await plan()).reply.interactionId}`).replaceAll(id, 'plan-1'),
    states: async () => (await plan()).tasks.map(({ state, note }) => note ?? state),
  };
}

describe('choosing from a proposal', () => {
  it('takes an issue out: the card says by whom, and the thread', async () => {
    const team = await proposed();
    expect((await team.choose([1, 3], ben)).replaceAll(team.id, 'plan-1')).toMatchInlineSnapshot(
      `"✏️ Done: \`plan-1\` proposes 2 issues now."`,
    );
    expect(briefly(await team.card())).toMatchInlineSnapshot(`
      "Plan plan-1
      pending #1
      out #2 • not today (Ben)
      pending #3

      Who may approve: operators
      Undecided, it expires <t:1772528400:f>
      0 of 1 approvals • requested by Ada
      [ Approve ] [ Discard ]"
    `);
    expect(team.threadLines()).toMatchInlineSnapshot(`
      [
        "✏️ Ben: #2 not today.",
      ]
    `);
  });

  it('takes it in again', async () => {
    const team = await proposed();
    await team.choose([1, 3], ben);
    await team.choose([1, 2, 3]);
    expect(team.threadLines().at(-1)).toMatchInlineSnapshot(`"✏️ Ada: #2 taken in."`);
    expect((await team.stored()).tasks.map(({ out }) => out)).toEqual([undefined, undefined, undefined]);
  });

  it('takes in what is beyond the limit, in the place of another one', async () => {
    const team = await proposed({}, { limit: 2 });
    expect(await team.choose([1, 2, 3])).toMatchInlineSnapshot(`
      "🔴 \`plan-pwpa9m8j8m\` takes 2 issues at most. Choose fewer, or propose another with a higher \`limit\`.
      -# reason_code: too_many_chosen"
    `);
    await team.choose([1, 3]);
    expect(briefly(await team.card())).toMatchInlineSnapshot(`
      "Plan plan-1
      pending #1
      out #2 • not today (Ada)
      pending #3

      Who may approve: operators
      Undecided, it expires <t:1772528400:f>
      0 of 1 approvals • requested by Ada
      [ Approve ] [ Discard ]"
    `);
  });

  it('leaves what is out alone: it does not begin, is not counted, and is not waited for', async () => {
    const team = await proposed();
    await team.choose([1, 3]);
    await team.approve(ben);
    expect(await team.states()).toEqual(['started', 'not today', 'started']);
    for (const number of [1, 3]) await team.take(team.closed(number));
    expect(
      briefly((await team.command('ship', { run_id: team.id })).replaceAll(team.id, 'plan-1')),
    ).toMatchInlineSnapshot(`
      "🚀 Shipped plan-1 • 2 closed
      merged #1 • closed
      merged #3 • closed
      out #2 • not today (Ada)"
    `);
  });

  it('leaves it to other plans', async () => {
    const team = await proposed({}, { limit: 2 });
    await team.choose([1]);
    expect(
      briefly(await team.command('plan'))
        .replaceAll(/plan-\w+/g, 'plan-x')
        .split('\n')
        .slice(1, 3),
    ).toMatchInlineSnapshot(`
      [
        "pending #2",
        "pending #3",
      ]
    `);
  });

  it('says nothing in the thread of an issue that is out, and moves', async () => {
    const team = await proposed();
    await team.choose([1, 3]);
    const lines = team.threadLines().length;
    await team.take(team.closed(2));
    expect(team.threadLines()).toHaveLength(lines);
    expect(await team.choose([2, 3])).toContain('proposes 1 issue now');
  });
});

describe('a choice is refused', () => {
  it('once the plan was approved, discarded, or has ended', async () => {
    const team = await proposed();
    const list = shownList(await team.stored());
    await team.approve();
    expect((await team.choose([1], ben, list)).replaceAll(team.id, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 \`plan-1\` is in progress: what was approved is worked on. Close an issue as not planned to take it out.
      -# reason_code: already_approved"
    `);
    await team.press('ship-anyway', team.id);
    expect(await team.choose([1])).toContain('reason_code: run_finished');
    const other = await proposed();
    await other.press('discard', other.id);
    expect(await other.choose([1])).toContain('reason_code: run_discarded');
  });

  it('when nothing would be different, or nothing left', async () => {
    const team = await proposed();
    expect((await team.choose([1, 2, 3])).replaceAll(team.id, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 \`plan-1\` proposes exactly that already.
      -# reason_code: nothing_changed"
    `);
    expect((await team.choose([])).replaceAll(team.id, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 Nothing would be left of \`plan-1\`. Choose an issue, or discard the plan.
      -# reason_code: none_chosen"
    `);
  });

  it('when somebody else has changed the list meanwhile: nobody undoes what they have not seen', async () => {
    const team = await proposed();
    const list = shownList(await team.stored());
    await team.choose([1, 3], ben, list);
    expect((await team.choose([1, 2], ada, list)).replaceAll(team.id, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 The list of \`plan-1\` was changed since you looked at it, so nothing was done. Look at its card, and decide again.
      -# reason_code: list_changed"
    `);
    expect((await team.stored()).tasks[1]?.out).toEqual({ by: 'Ben' });
  });
});

describe('an approval', () => {
  it('is for the list that was looked at: of a list that has changed it does not count', async () => {
    const team = await proposed();
    const list = shownList(await team.stored());
    await team.choose([1, 3], ben);
    expect(await team.approve(ada, list)).toContain('reason_code: list_changed');
    expect(await team.approve(ada)).toContain('is approved and in progress');
  });

  it('and a change at the same moment: one of them is first, and what was approved is what starts', async () => {
    const team = await proposed();
    const list = shownList(await team.stored());
    const [approved, edited] = await Promise.all([team.approve(ada, list), team.choose([1], ben, list)]);
    const isApproved = approved.includes('is approved');
    expect(isApproved ? edited : approved).toMatch(/reason_code: (already_approved|list_changed)/);
    expect(await team.states()).toEqual(
      isApproved ? ['started', 'started', 'started'] : ['pending', 'pending', 'pending'],
    );
  });

  it('given before a change of the list is void, and that is said', async () => {
    const team = await proposed({ approvalsRequired: 2 });
    await team.approve(ada);
    await team.choose([1, 3], ben);
    expect(team.threadLines().at(-1)).toMatchInlineSnapshot(`
      "✏️ Ben: #2 not today.
      -# What Ada approved was the list before: it has to be approved anew."
    `);
    expect(await team.approve(ben)).toContain('1 of 2');
    expect(await team.approve(ada)).toContain('is approved and in progress');
  });
});

it('a list of more than twenty-five issues is chosen from in parts, each of which leaves the others as they are', async () => {
  const team = await proposed();
  const plan = await team.stored();
  const issues = Array.from({ length: 30 }, (_, index) => buildIssue(index + 1));
  const { tasks } = decideProposal(issues, { most: 30, mostListed: 1000 }, { by: new Map(), included: false });
  const long = { ...plan, tasks, limit: 30, edition: 3 };
  const { selects = [] } = planCardMessage(long);
  expect(selects.map(({ id, options, least }) => [id.replace(plan.id, 'plan-1'), options.length, least])).toEqual([
    ['choose-tasks:plan-1.3', 25, 0],
    ['choose-tasks:plan-1.3.1', 5, 0],
  ]);
  const shown = readShownList(shownList(long, 1));
  expect(decideEdit(long, shown, ['26', '27', '28', '29'], ada)).toMatchObject({ takenOut: [30], takenIn: [] });
});
