/** `/mute` of one task: its lines alone are left out, and counted. */
import type { Notification } from '@valine/contracts';
import { accountIdOf } from '@valine/github-model';
import { briefly, buildLink, makeUnreadable } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { begunTeam, hint, type TestTeam, testTeam } from '../../tasks/test-team.ts';

const MARA = '700000000000000001';

const said = (team: TestTeam, from = 0) =>
  team
    .threadLines()
    .slice(from)
    .map((line) => line.replaceAll(team.planId, 'plan-1'));

const mute = (team: TestTeam, number = 1) => team.command('mute', { what: `${team.planId}-${number}` });

/** Long enough after what was told that it is not held. */
async function closeIssue(team: TestTeam, number: number): Promise<void> {
  team.clock.advance(60_000);
  await team.take(team.closed(number));
}

describe('a task that is muted', () => {
  it('has its line on the card edited, and says nothing; the others do', async () => {
    const team = await testTeam(2);
    await team.press('approve', team.planId);
    expect((await mute(team)).replaceAll(team.planId, 'plan-1')).toMatchInlineSnapshot(
      `"🔕 \`plan-1-1\` is muted until somebody ends it. \`/unmute\` ends it."`,
    );
    const before = said(team).length;
    await closeIssue(team, 1);
    expect(said(team, before)).toEqual([]);
    expect(await team.lines()).toEqual(['merged', 'started']);
    expect((await team.command('mute')).replaceAll(team.planId, 'plan-1')).toMatchInlineSnapshot(
      `"🔕 \`plan-1-1\` until somebody ends it, by <@1> • 1 message held back"`,
    );
    await closeIssue(team, 2);
    expect(said(team, before)).toEqual([expect.stringContaining('[#2]')]);
  });

  it('lets the thread know all the same that all is done', async () => {
    const team = await testTeam(2);
    await team.press('approve', team.planId);
    await mute(team, 2);
    await closeIssue(team, 1);
    const before = said(team).length;
    await closeIssue(team, 2);
    expect(said(team, before)).toMatchInlineSnapshot(`
      [
        "2/2
      All tasks are done. \`/ship run_id:plan-1\` finishes the run.",
      ]
    `);
  });

  it('lets it know of that though the last others moved right before', async () => {
    const team = await testTeam(2);
    await team.press('approve', team.planId);
    await mute(team, 2);
    const before = said(team).length;
    await closeIssue(team, 1);
    await team.take(team.closed(2));
    await team.settle();
    expect(said(team, before).map(briefly)).toMatchInlineSnapshot(`
      [
        "merged #1 • closed
      -# grace on GitHub • 1/2",
        "2/2
      All tasks are done. \`/ship run_id:plan-1\` finishes the run.",
      ]
    `);
  });

  it('calls nobody in the thread; whoever wants to be told directly is', async () => {
    const team = await begunTeam();
    for (const record of buildLink(MARA, { id: accountIdOf(team.repository.model, 'mara-k'), login: 'mara-k' }))
      await team.store.create(
        record.kind === 'identity' && record.link !== undefined
          ? { ...record, link: { ...record.link, direct: { is: true, at: 1 } } }
          : record,
      );
    await mute(team);
    const before = said(team).length;
    await team.take(team.changePull(101, { draft: false }));
    team.repository.people.ask(101, 'mara-k');
    team.clock.advance(60_000);
    await team.take(hint(team, (await team.task()).head));
    await team.settle();
    expect(said(team, before)).toEqual([]);
    const direct = team.queues.sent
      .map(({ body }) => body as Notification)
      .filter(({ place }) => place?.in === 'direct');
    expect(direct).toMatchObject([{ place: { personId: MARA } }]);
  });

  it('does not tell why its work cannot begin: its line on the card does', async () => {
    const team = await testTeam(2);
    team.repository.model.archived = true;
    await mute(team);
    const before = said(team).length;
    await team.approve();
    await team.settle();
    expect(await team.lines()).toEqual(Array(2).fill('not begun: the repository is archived'));
    expect(said(team, before).filter((line) => line.includes('Work cannot begin'))).toHaveLength(1);
    expect(await team.line()).toMatchObject({ mutedLines: 1 });
  });

  it('does not tell that no agent has it', async () => {
    const agent = { kind: 'comment', mention: '@claude', on: 'issue', label: 'Claude' } as const;
    const settings = { codingAgents: { claude: agent }, taskAssignee: 'claude', agentTasksPerDay: 0 };
    const team = await testTeam(1, { settings });
    await mute(team);
    await team.approve();
    const before = said(team).length;
    await team.settle();
    expect(said(team, before).filter((line) => line.includes('is not given to an agent'))).toEqual([]);
    expect(await team.task()).toMatchObject({ mutedLines: 1 });
  });
});

describe('the record of a task', () => {
  it.each(['before it has begun', 'while it works'])('is muted with it %s', async (when) => {
    const team = await testTeam();
    if (when === 'before it has begun') await mute(team);
    await team.approve();
    await team.settle();
    if (when === 'while it works') await mute(team);
    expect((await team.task()).muted).toEqual((await team.line())?.muted);
    expect((await team.task()).muted).toBeDefined();
    await team.command('unmute', { what: `${team.planId}-1` });
    expect((await team.task()).muted).toBeUndefined();
  });

  it('is muted though that was asked for just as it began', async () => {
    const team = await testTeam();
    await team.approve();
    const { findIssue } = team.github;
    team.github.findIssue = async (number) => {
      team.github.findIssue = findIssue;
      await mute(team);
      return findIssue(number);
    };
    await team.settle();
    expect((await team.task()).muted).toBeDefined();
  });

  it('is muted as long as its run or it is', async () => {
    const team = await begunTeam();
    await team.command('mute', { what: team.planId, hours: 1 });
    await team.command('mute', { what: `${team.planId}-1`, hours: 2 });
    expect((await team.task()).muted).toEqual((await team.line())?.muted);
    expect(
      (await team.command('unmute', { what: `${team.planId}-1` })).replaceAll(team.planId, 'plan-1'),
    ).toMatchInlineSnapshot(
      `"🔔 \`plan-1-1\` is no longer muted by itself. Its run is muted: \`/unmute what:plan-1\` lets it be heard."`,
    );
    expect((await team.task()).muted).toEqual((await team.plan(team.planId)).muted);
    expect(
      (await team.command('unmute', { what: `${team.planId}-1` })).replaceAll(team.planId, 'plan-1'),
    ).toMatchInlineSnapshot(`
      "🔴 \`plan-1-1\` is not muted by itself. Its run is muted: \`/unmute what:plan-1\` lets it be heard.
      -# reason_code: not_muted"
    `);
  });

  it('follows what was read last, whoever comes later with what was read before', async () => {
    const team = await begunTeam();
    const { find, replace } = team.store;
    const late = team.requested('mute', { what: team.planId });
    team.store.replace = async (previous, next) => {
      if (next.kind !== 'task') return replace(previous, next);
      Object.assign(team.store, { find, replace });
      await team.command('unmute', { what: team.planId });
      return replace(previous, next);
    };
    await team.take(late);
    expect((await team.plan(team.planId)).muted).toBeUndefined();
    expect((await team.task()).muted).toBeUndefined();
  });
});

it('what is muted is listed, and which plan cannot be read', async () => {
  const team = await testTeam();
  await mute(team);
  await team.store.create({ ...(await team.plan(team.planId)), id: 'plan-other', version: 1 });
  makeUnreadable(team.store, 'plan', 'plan-other');
  const listed = (await team.command('mute')).replaceAll(team.planId, 'plan-1');
  expect(listed).toMatchInlineSnapshot(`
    "🔕 \`plan-1-1\` until somebody ends it, by <@1> • 0 messages held back
    ❔ Whether \`plan-other\` is muted is not known: another version wrote its record. Deploy that version, or a later one."
  `);
});

it('what is no task of an open plan is not muted', async () => {
  const team = await testTeam();
  expect((await mute(team, 7)).replaceAll(team.planId, 'plan-1')).toMatchInlineSnapshot(`
    "🔴 There is no rule, no open run and no task of one \`plan-1-7\`. Choose one of those that are offered while you type; the number of an issue offers its task.
    -# reason_code: mute_not_found"
  `);
  await team.press('discard', team.planId);
  expect(await mute(team)).toContain('reason_code: mute_not_found');
});
