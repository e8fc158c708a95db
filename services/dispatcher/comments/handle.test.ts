/** Who is listened to in comments, how often, and what that costs. */
import type { IssueCommented } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { begunTeam, type TestTeam, testTeam } from '../tasks/test-team.ts';
import { answersTo, commented } from './test-comments.ts';

async function ask(team: TestTeam, event: IssueCommented, waits = 0) {
  await team.take(event, waits);
  await team.settle();
  return answersTo(team, event);
}

describe('a command in a comment', () => {
  it('of the issue is answered by a reaction and a comment', async () => {
    const team = await begunTeam();
    const { reactions, texts } = await ask(team, commented(team, 1, '/valine status'));
    expect(reactions).toEqual(['+1']);
    expect(texts.join().replaceAll(team.planId, 'plan-1')).toMatchInlineSnapshot(`
      "⏳ Is being worked on in #101
      - author’s turn: draft

      Plan \`plan-1\` is in progress, 0/1 merged."
    `);
  });

  it('of its pull request too, found by what that closes: GitHub is asked for the permission alone', async () => {
    const team = await begunTeam();
    team.repository.calls.splice(0);
    expect(await ask(team, commented(team, 101, '/valine status'))).toMatchObject({ reactions: ['+1'] });
    expect(team.repository.calls).toEqual(['permissionOf', 'addReaction', 'createComment']);
  });

  it('of its pull request that closes nothing any more is found by its branch', async () => {
    const team = await begunTeam();
    team.repository.calls.splice(0);
    const event = commented(team, 101, '/valine status', { closes: [] });
    expect(await ask(team, event)).toMatchObject({ reactions: ['+1'] });
    expect(team.repository.calls).toEqual(['findPullRequest', 'permissionOf', 'addReaction', 'createComment']);
  });

  it('of somebody’s pull request that the task has adopted is found by its number, whatever it says by now', async () => {
    const team = await testTeam();
    const mine = { title: 'Mine', head: 'fix-shipping', base: 'main', body: 'Closes #1', draft: true };
    await team.repository.writer.createPullRequest(mine);
    await team.approve();
    await team.settle();
    team.repository.calls.splice(0);
    const { reactions, texts } = await ask(team, commented(team, 101, '/valine status', { closes: [] }));
    expect([...reactions, ...texts].join()).toContain('Is being worked on in #101');
    expect(team.repository.calls).toEqual(['permissionOf', 'addReaction', 'createComment']);
  });

  it('is done once, however often and with whatever delivery it comes', async () => {
    const team = await begunTeam();
    const event = commented(team, 1, '/valine status');
    for (const id of ['d1', 'd1', 'd2']) await ask(team, { ...event, id });
    expect(answersTo(team, event)).toMatchObject({ reactions: ['+1'], texts: [expect.anything()] });
    expect(team.repository.calls.filter((call) => call === 'addReaction')).toHaveLength(1);
  });

  it('that there is not is answered with those there are', async () => {
    const team = await begunTeam();
    const { reactions, texts } = await ask(team, commented(team, 1, '/valine stauts'));
    expect(reactions).toEqual(['confused']);
    expect(texts).toMatchInlineSnapshot(`
      [
        "There is no such command. There are four, each alone on the first line of a comment: \`/valine status\`, \`/valine retry\`, \`/valine skip\`, \`/valine start\`.",
      ]
    `);
  });
});

describe('a command that costs little', () => {
  it.each([
    ['in an ordinary comment', 'Thanks!', {}],
    ['that was edited in', '/valine skip', { action: 'edited' }],
    ['of a program', '/valine skip', { isBot: true }],
    ['in what we have written', '/valine skip\n\n<!-- valine:abc -->', {}],
  ])('%s: nothing at all', async (_, body, more) => {
    const team = await begunTeam();
    const { reads, writes } = team.store;
    team.repository.calls.splice(0);
    await team.take(commented(team, 1, body, more));
    expect([team.store.reads, team.store.writes]).toEqual([reads, writes]);
    expect(team.repository.calls).toEqual([]);
  });

  it('on an issue that nobody has planned: one read and two queries, and once more in a moment', async () => {
    const team = await begunTeam();
    const { reads, writes } = team.store;
    team.repository.calls.splice(0);
    const event = commented(team, 9, '/valine skip');
    await expect(team.take(event)).rejects.toMatchObject({ name: 'RetryLater', afterSeconds: 5 });
    await team.take(event, 1);
    expect([team.store.reads, team.store.writes]).toEqual([reads + 6, writes]);
    expect(team.repository.calls).toEqual([]);
  });

  it('on a pull request that is nobody’s task: one read', async () => {
    const team = await begunTeam();
    team.repository.model.branches['fix'] = team.repository.push('Fix');
    await team.repository.writer.createPullRequest({ title: 'Fix', head: 'fix', base: 'main', body: '', draft: false });
    team.repository.calls.splice(0);
    await team.take(commented(team, 102, '/valine skip'), 1);
    expect(team.repository.calls).toEqual(['findPullRequest']);
  });
});

it('a command that is older than the approval, or is told of a day late, is not meant for it', async () => {
  const team = await begunTeam();
  const [approval] = (await team.plan(team.planId)).approvals;
  const before = commented(team, 1, '/valine skip', { commentedAt: (approval?.at ?? 0) - 1000 });
  expect(await ask(team, before, 1)).toEqual({ reactions: [], texts: [] });
  const late = commented(team, 1, '/valine skip', { commentedAt: team.clock.now() });
  team.clock.advance(24 * 3_600_000 + 1);
  expect(await ask(team, late)).toEqual({ reactions: [], texts: [] });
  expect((await team.line())?.state).toBe('started');
});

describe('who asks', () => {
  it('without write access gets a thumb down, whatever it is', async () => {
    const team = await begunTeam();
    team.repository.model.collaborators = { eve: 'read' };
    for (const verb of ['status', 'skip', 'nonsense'])
      expect(await ask(team, commented(team, 1, `/valine ${verb}`, { sender: 'eve' }))).toEqual({
        reactions: ['-1'],
        texts: [],
      });
    expect((await team.line())?.state).toBe('started');
  });

  it('is told that nothing is done where GitHub does not say what they may do', async () => {
    const team = await begunTeam();
    team.repository.fail('permissionOf', { status: 403 });
    const { reactions, texts } = await ask(team, commented(team, 1, '/valine skip'));
    expect(reactions).toEqual(['confused']);
    expect(texts).toMatchInlineSnapshot(`
      [
        "Nothing was done: GitHub did not tell whether you may write to this repository. Try again in a few minutes, with a new comment.",
      ]
    `);
    expect((await team.line())?.state).toBe('started');
  });

  it('waits while GitHub is away, ten minutes at most', async () => {
    const team = await begunTeam();
    const event = commented(team, 1, '/valine status');
    team.repository.fail('permissionOf', { status: 502 });
    await expect(team.take(event)).rejects.toMatchObject({ name: 'RetryLater' });
    team.repository.fail('permissionOf', { status: 502 });
    expect(await ask(team, event, 20)).toMatchObject({ reactions: ['confused'] });
  });

  it('too often is not answered any more', async () => {
    const team = await begunTeam(1, { settings: { commandsPerMinute: 2 } });
    for (const times of [1, 2, 3]) {
      const { reactions } = await ask(team, commented(team, 1, '/valine status'));
      expect(reactions).toHaveLength(times < 3 ? 1 : 0);
    }
  });
});

it('an answer that GitHub refuses needs nobody to decide anything', async () => {
  const team = await begunTeam();
  for (const call of ['addReaction', 'createComment'] as const) team.repository.fail(call, { status: 403 });
  const event = commented(team, 1, '/valine status');
  expect(await ask(team, event)).toEqual({ reactions: [], texts: [] });
  const record = await team.store.find('comment', `comment-${event.commentId}`);
  expect(record?.effects.map(({ outcome }) => outcome?.refused?.status)).toEqual([403, 403]);
});

it('one that an operator has to decide about is told in the thread, with what to type', async () => {
  const team = await begunTeam();
  team.repository.fail('addReaction', { status: 401 });
  await ask(team, commented(team, 1, '/valine status'));
  expect(team.threadLines().at(-1)).toMatch(/Could not react: .*valine resolve \S+ --run comment-\d+ --retry/s);
});
