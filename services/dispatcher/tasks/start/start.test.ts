import { describe, expect, it } from 'vitest';
import { begunTeam, testTeam } from '../test-team.ts';

const labelsOf = ({ repository }: Awaited<ReturnType<typeof testTeam>>, number: number) =>
  repository.model.issues.find((issue) => issue.number === number)?.labels;

describe('a task of an approved plan', () => {
  it('begins with a branch, a draft pull request, and a word on its issue', async () => {
    const team = await begunTeam();
    const { model, pulls } = team.repository;
    expect(pulls).toMatchObject([{ number: 101, state: 'open', draft: true, base: 'main' }]);
    expect(Object.keys(model.branches)).toEqual(['main', 'valine/issue-1-checkout-charges-shipping-twice-when']);
    expect(labelsOf(team, 1)).toEqual(['in-progress']);
    expect(await team.line()).toMatchObject({ state: 'started', pullRequest: { number: 101 } });
  });

  it('costs four reads of GitHub and six writes, each effect after the one before it', async () => {
    const team = await begunTeam();
    expect(team.github.calls.slice(2)).toEqual(['findIssue 1']);
    expect(team.repository.calls).toEqual([
      ...['findRepository', 'openPullRequests'],
      ...['createCommit', 'createBranch', 'createPullRequest', 'createComment', 'addLabels', 'removeLabel'],
    ]);
  });

  it('says on GitHub what it is', async () => {
    const { model, pulls } = (await begunTeam()).repository;
    expect([pulls[0]?.body, model.comments[0]?.body].join('\n---\n')).toMatchInlineSnapshot(`
      "Closes #1

      Part of plan \`plan-pwpa9m8j8m\`, approved by \`Ada\`.
      The branch holds one empty commit so far: push the work to it, and mark this pull request as ready for review when it is done.

      <!-- valine:sz63dx1y3eee8zxhjv692v3xh -->
      ---
      Work begins in #101: plan \`plan-pwpa9m8j8m\`, approved by \`Ada\`.

      <!-- valine:map4k8vbtfq8sjxz7txss4ck3 -->"
    `);
  });

  it('names its branch by what every shell takes', async () => {
    const { model } = (await begunTeam(3)).repository;
    expect(Object.keys(model.branches).slice(2)).toEqual(['valine/issue-2-fu-e-ma-e-fehlen', 'valine/issue-3']);
  });

  it('keeps a distance to the next one: GitHub takes 80 writes in a minute', async () => {
    const team = await testTeam(3);
    await team.approve();
    const starts = team.queues.sent.filter(({ body }) => JSON.stringify(body).includes('task.start'));
    expect(starts.map(({ delaySeconds }) => delaySeconds)).toEqual([0, 6, 12]);
  });

  it('begins once, however often it is told to', async () => {
    const team = await begunTeam();
    const { calls } = team.repository;
    const before = calls.length;
    for (const { body } of [...team.queues.sent])
      if (JSON.stringify(body).includes('"task.')) await team.take(body as Parameters<typeof team.take>[0]);
    expect(calls.length).toBe(before);
  });

  it('copies what the issue asks for into its pull request, and harms nobody with it', async () => {
    const body = 'Slow.\n\n- [ ] ask @acme/shop\n- [x] as in #7';
    const { pulls, model } = (await begunTeam(1, { first: { body, title: 'It fixes #3' } })).repository;
    expect(pulls[0]?.body.replaceAll('\u200B', '·')).toContain(
      'Closes #1\n\nWhat the issue asks for:\n\n- [ ] ask @·acme/shop\n- [x] as in #·7\n\nPart of plan',
    );
    const [pull] = model.issues.filter(({ pullRequest }) => pullRequest !== undefined);
    const texts = [pull?.title, ...Object.values(model.commits).map(({ message }) => message)];
    expect(texts.join(' ').replaceAll('\u200B', '·')).toBe('It f·ixes #·3 First Begin #1: It f·ixes #·3');
  });
});

describe('a task does not begin', () => {
  it('when its issue was closed meanwhile, or its plan has ended', async () => {
    const team = await testTeam(2);
    await team.approve();
    await team.take(team.closed(1));
    await team.settle();
    expect(team.repository.pulls.map(({ body }) => body.slice(0, 9))).toEqual(['Closes #2']);
  });
});
