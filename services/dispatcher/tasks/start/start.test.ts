import { GitHubError } from '@valine/github';
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

  it('costs three reads and six writes on GitHub, each effect after the one before it', async () => {
    expect((await begunTeam()).repository.calls).toEqual([
      ...['pullRequestsOf', 'findRepository'],
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
    expect(starts.map(({ delaySeconds }) => delaySeconds)).toEqual([0, 5, 10]);
  });

  it('begins once, however often it is told to', async () => {
    const team = await begunTeam();
    const { calls } = team.repository;
    const before = calls.length;
    for (const { body } of [...team.queues.sent])
      if (JSON.stringify(body).includes('"task.')) await team.take(body as Parameters<typeof team.take>[0]);
    expect(calls.length).toBe(before);
  });

  it('takes over the pull request that its branch has already', async () => {
    const team = await testTeam();
    const head = 'valine/issue-1-checkout-charges-shipping-twice-when';
    await team.repository.writer.createPullRequest({ title: 'Mine', head, base: 'main', body: '', draft: false });
    await team.approve();
    await team.settle();
    expect(team.repository.pulls).toHaveLength(1);
    expect(await team.line()).toMatchObject({ pullRequest: { number: 101 } });
    expect(labelsOf(team, 1)).toEqual(['in-progress']);
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

  it('when GitHub refuses: its line says why, and the message comes back', async () => {
    const team = await testTeam();
    await team.approve();
    team.repository.fail('pullRequestsOf', { status: 403, detail: 'Resource not accessible by integration' });
    await expect(team.settle()).rejects.toThrow(GitHubError);
    expect((await team.line())?.trouble).toMatch(/^not begun: /);
    await team.settle();
    expect(await team.lines()).toEqual(['started']);
    expect(team.repository.pulls).toHaveLength(1);
  });

  it('in a repository without a commit', async () => {
    const team = await testTeam();
    team.repository.model.branches = {};
    await team.approve();
    await expect(team.settle()).rejects.toThrow('acme/web has no commit yet');
    expect(await team.lines()).toMatchInlineSnapshot(`
      [
        "not begun: acme/web has no commit yet to begin from: push one to its default branch",
      ]
    `);
  });

  it('where a branch of its name stands elsewhere: the thread says what to do, and the plan goes on', async () => {
    const team = await testTeam(2);
    team.repository.model.branches['valine/issue-1-checkout-charges-shipping-twice-when'] = 'elsewhere';
    await team.approve();
    await team.settle();
    expect(await team.lines()).toEqual(['could not create branch', 'started']);
    expect(team.threadLines().at(-1)).toContain('Delete it, or say that it is the one.');
    expect(team.repository.pulls).toHaveLength(1);
  });
});
