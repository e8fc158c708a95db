/** Whose turn it is reads as who they are on Discord, where they are linked, and is told to them once. */
import type { Notification } from '@valine/contracts';
import { accountIdOf } from '@valine/github-model';
import { briefly, buildLink } from '@valine/testing';
import { describe, expect, it, vi } from 'vitest';
import { begunTeam, hint, type TestTeam, testTeam } from '../test-team.ts';

const MARA = '700000000000000001';
const GRACE = '700000000000000002';

async function link({ store, repository }: TestTeam, personId: string, login: string): Promise<void> {
  const account = { id: accountIdOf(repository.model, login), login };
  for (const record of buildLink(personId, account)) await store.create(record);
}

async function ready(team: TestTeam): Promise<void> {
  await team.take(team.changePull(101, { draft: false }));
  await team.settle();
}

async function asked(team: TestTeam, ...logins: string[]): Promise<void> {
  for (const login of logins) team.repository.people.ask(101, login);
  await look(team);
}

async function look(team: TestTeam): Promise<void> {
  team.clock.advance(60_000);
  await team.take(hint(team, (await team.task()).head));
  await team.settle();
}

/** Lines of the thread that notify somebody, and whom. */
const pings = ({ queues }: TestTeam) =>
  queues.sent
    .map(({ body }) => body as Notification)
    .filter(({ place, message }) => place?.in === 'thread' && message.pings !== undefined)
    .map(({ message }) => message.pings?.users.join());

describe('a reviewer who is linked', () => {
  it('is named so that they see it, in the thread and on the card, and notified once', async () => {
    const team = await begunTeam();
    await link(team, MARA, 'mara-k');
    await ready(team);
    await asked(team, 'mara-k', 'jonas-w');
    expect(team.threadLines().at(-1)?.split('\n')[0]?.split(' • ').at(-1)).toMatchInlineSnapshot(
      `"reviewer’s turn: <@700000000000000001>, asked <t:1772442120:R>; jonas-w, asked <t:1772442120:R>"`,
    );
    expect(pings(team)).toEqual([MARA]);
    await look(team);
    expect(pings(team)).toEqual([MARA]);
  });

  it('is told besides those who were asked before', async () => {
    const team = await begunTeam();
    for (const [id, login] of [
      [MARA, 'mara-k'],
      [GRACE, 'grace'],
    ] as const)
      await link(team, id, login);
    await ready(team);
    await asked(team, 'mara-k');
    await asked(team, 'grace');
    expect(pings(team)).toEqual([MARA, GRACE]);
  });

  it('is told once per request, and since when, though it was the author’s turn meanwhile', async () => {
    const team = await begunTeam();
    await link(team, MARA, 'mara-k');
    await ready(team);
    await asked(team, 'mara-k');
    const since = (await team.line())?.turn?.why[0];
    for (const draft of [true, false]) {
      await team.take(team.changePull(101, { draft }));
      await team.settle();
    }
    expect((await team.line())?.turn).toMatchObject({ of: 'reviewer', why: [{ ...since, isAgain: true }] });
    expect(pings(team)).toEqual([MARA]);
  });

  it('is told once of what comes together', async () => {
    const team = await begunTeam(2);
    await link(team, MARA, 'mara-k');
    await ready(team);
    team.repository.people.ask(101, 'mara-k');
    team.clock.advance(60_000);
    await team.take(hint(team, (await team.task()).head));
    await team.take(team.closed(2));
    await team.settle();
    expect(pings(team)).toEqual([MARA]);
  });

  it('costs a read of the store once for each who is asked and not linked', async () => {
    const team = await begunTeam();
    await ready(team);
    const find = vi.spyOn(team.store, 'find');
    await asked(team, 'jonas-w', 'mara-k');
    await look(team);
    expect(find.mock.calls.filter(([kind]) => kind === 'account' || kind === 'identity')).toHaveLength(2);
  });
});

describe('an author', () => {
  it('is who has the issue, where the pull request is ours', async () => {
    const accountIds = { grace: accountIdOf({}, 'grace') };
    const team = await testTeam();
    await link(team, GRACE, 'grace');
    team.github.change(1, { assignees: ['grace'], accountIds });
    await team.approve();
    await team.settle();
    expect((await team.line())?.turn).toEqual({ of: 'author', why: [{ is: 'draft' }], personId: GRACE });
    expect(pings(team)).toEqual([]);
  });

  it('is who has opened it, where that is somebody', async () => {
    const team = await testTeam();
    await link(team, GRACE, 'grace');
    const { repository } = team;
    await repository.writer.createPullRequest({
      title: 'Mine',
      head: 'x',
      base: 'main',
      body: 'Closes #1',
      draft: true,
    });
    Object.assign(repository.model.issues.at(-1) ?? {}, { author: 'grace' });
    await team.approve();
    await team.settle();
    expect((await team.line())?.turn).toEqual({ of: 'author', why: [{ is: 'draft' }], personId: GRACE });
  });

  it('is told once that it is their turn', async () => {
    const team = await begunTeam(1, { settings: { taskAssignee: 'requester', gitHubLogins: { '1': 'ada-l' } } });
    await ready(team);
    team.github.change(1, { assignees: ['ada-l'] });
    team.repository.people.judge(101, 'mara-k', 'changes');
    await look(team);
    expect(team.threadLines().at(-1)?.split('\n')[0]?.split(' • ').at(-1)).toMatchInlineSnapshot(
      `"author’s turn, <@1>: changes requested by mara-k"`,
    );
    expect(pings(team)).toEqual(['1']);
    await look(team);
    expect(pings(team)).toEqual(['1']);
  });

  it('is who has the issue once it becomes their turn, whoever had it when it began', async () => {
    const team = await begunTeam(1, { settings: { taskAssignee: 'requester', gitHubLogins: { '1': 'ada-l' } } });
    await link(team, GRACE, 'grace');
    await ready(team);
    team.github.change(1, { assignees: ['grace'], accountIds: { grace: accountIdOf({}, 'grace') } });
    team.repository.people.judge(101, 'mara-k', 'changes');
    await look(team);
    expect(pings(team)).toEqual([GRACE]);
  });

  it('is nobody once the issue is nobody’s, or who has it is linked no more', async () => {
    const team = await begunTeam(1, { settings: { taskAssignee: 'requester', gitHubLogins: { '1': 'ada-l' } } });
    await ready(team);
    team.repository.people.judge(101, 'mara-k', 'changes');
    await look(team);
    expect((await team.line())?.turn).toMatchObject({ of: 'author' });
    expect(pings(team)).toEqual([]);
  });

  it('is not who has the issue, where somebody who is not linked has opened it: at no look', async () => {
    const team = await testTeam(1, { settings: { taskAssignee: 'requester', gitHubLogins: { '1': 'ada-l' } } });
    const { repository } = team;
    const pull = { title: 'Mine', head: 'x', base: 'main', body: 'Closes #1', draft: true };
    await repository.writer.createPullRequest(pull);
    Object.assign(repository.model.issues.at(-1) ?? {}, { author: 'lin-t' });
    await team.approve();
    await team.settle();
    await team.take(team.changePull(101, {}, 'closed'));
    await team.settle();
    expect((await team.line())?.turn).toMatchObject({ of: 'author', why: [{ is: 'closed' }] });
    expect(pings(team)).toEqual([]);
  });

  it('is not told of what they have done themselves', async () => {
    const team = await begunTeam();
    await link(team, GRACE, 'grace');
    await ready(team);
    team.github.change(1, { assignees: ['grace'], accountIds: { grace: accountIdOf({}, 'grace') } });
    await team.take(team.changePull(101, { draft: true }));
    await team.settle();
    expect((await team.line())?.turn).toMatchObject({ of: 'author', personId: GRACE });
    expect(pings(team)).toEqual([]);
  });
});

describe('whoever has asked for it', () => {
  const wish = async ({ store }: TestTeam, personId: string): Promise<void> => {
    const identity = await store.find('identity', personId);
    if (identity?.link === undefined) throw new Error(`${personId} is not linked`);
    const link = { ...identity.link, direct: { is: true, at: 1 } };
    await store.replace(identity, { ...identity, version: identity.version + 1, link });
  };
  const alone = ({ queues }: TestTeam) =>
    queues.sent
      .map(({ body }) => body as Notification)
      .flatMap(({ place, message }) => (place?.in === 'direct' ? [{ ...place, content: message.content }] : []));

  it('is told alone that it is their turn, named in the thread, and not called there besides', async () => {
    const team = await begunTeam();
    await link(team, MARA, 'mara-k');
    await link(team, GRACE, 'grace');
    await wish(team, MARA);
    await ready(team);
    await asked(team, 'mara-k', 'grace');
    expect(pings(team)).toEqual([GRACE]);
    expect(team.threadLines().at(-1)).toContain(`<@${MARA}>`);
    const [told] = alone(team);
    expect(alone(team)).toMatchObject([{ personId: MARA, instead: { message: { pings: { users: [MARA] } } } }]);
    expect(briefly(told?.content?.replace(team.planId, 'plan-1'))).toMatchInlineSnapshot(`
      "👉 **Your turn** • plan \`plan-1\`
      ready #1 • [PR #101](https://github.com/acme/web/pull/101) • reviewer’s turn: <@700000000000000001>, asked <t:1772442120:R>; <@700000000000000002>, asked <t:1772442120:R>
      -# \`/link direct_messages:false\` has it told in the thread again."
    `);
    expect(briefly(told?.instead?.message.content)).toMatchInlineSnapshot(`
      "👉 <@700000000000000001> **Your turn**
      ready #1 • [PR #101](https://github.com/acme/web/pull/101) • reviewer’s turn: <@700000000000000001>, asked <t:1772442120:R>; <@700000000000000002>, asked <t:1772442120:R>
      -# Discord does not let me tell you directly: allow direct messages in your privacy settings of this server, or \`/link direct_messages:false\`."
    `);
    await look(team);
    expect(alone(team)).toHaveLength(1);
  });
});
