/** What stands in the way of a beginning: each ends in a sentence, and harms no other task. */
import { describe, expect, it } from 'vitest';
import { begunTeam, type TestTeam, testTeam } from '../test-team.ts';

async function begin(team: TestTeam): Promise<TestTeam> {
  await team.approve();
  await team.settle();
  return team;
}

const lastLine = (team: TestTeam) => team.threadLines().at(-1)?.replaceAll(team.planId, 'plan-1');

describe('work does not begin', () => {
  it('in a repository that is archived, and begins once it is not', async () => {
    const team = await testTeam(2);
    team.repository.model.archived = true;
    await begin(team);
    expect(await team.lines()).toEqual(Array(2).fill('not begun: the repository is archived'));
    expect(lastLine(team)).toMatchInlineSnapshot(`
      "⚠️ Work cannot begin: acme/web is archived, so it can only be read: unarchive it (Settings, Danger Zone), or set another GITHUB\\_REPOSITORY.
      Once that is put right, \`/status run_id:plan-1\` tries again.
      -# reason_code: repository_archived"
    `);
    team.repository.model.archived = false;
    await team.command('status', { run_id: team.planId });
    await team.settle();
    expect(await team.lines()).toEqual(['started', 'started']);
    expect(team.repository.pulls).toHaveLength(2);
  });

  it('in one without pull requests', async () => {
    const team = await testTeam();
    team.repository.model.withoutPullRequests = true;
    expect(await (await begin(team)).lines()).toEqual(['not begun: the repository has no pull requests']);
    expect(lastLine(team)).toMatchInlineSnapshot(`
      "⚠️ Work cannot begin: acme/web has its pull requests switched off: switch them on (Settings, Features), or set TASK\\_PULL\\_REQUESTS=false.
      Once that is put right, \`/status run_id:plan-1\` tries again.
      -# reason_code: pull_requests_off"
    `);
  });

  it('in one without a commit', async () => {
    const team = await testTeam();
    team.repository.model.branches = {};
    expect(await (await begin(team)).lines()).toEqual(['not begun: the repository has no commit']);
    expect(lastLine(team)).toContain('push one to its default branch');
  });

  it('where GitHub lets nobody look: it is tried again for a while, and told once', async () => {
    const team = await testTeam();
    await team.approve();
    const start = team.queues.sent.find(({ body }) => JSON.stringify(body).includes('"task.start"'));
    const refused = { status: 403, detail: 'Resource not accessible by integration' };
    for (let waits = 0; waits < 4; waits += 1) team.repository.fail('findRepository', refused);
    const take = (waits: number) => team.take(start?.body as Parameters<typeof team.take>[0], waits);
    for (const waits of [0, 1, 2]) await expect(take(waits)).rejects.toMatchObject({ name: 'RetryLater' });
    await take(3);
    expect(await team.lines()).toEqual(['not begun: GitHub refuses']);
    expect(lastLine(team)).toContain('Give the App the permission it lacks');
    expect(lastLine(team)).toContain('reason_code: github_refused');
    expect(team.threadLines().filter((line) => line.includes('cannot begin'))).toHaveLength(1);
  });
});

describe('an issue that changed between the approval and the beginning, without a webhook', () => {
  it.each([
    ['closed', { state: 'closed', stateReason: 'completed' }, 'merged', 'closed'],
    ['closed as not planned', { state: 'closed', stateReason: 'not_planned' }, 'skipped', 'not planned'],
    ['relabelled', { labels: ['later'] }, 'skipped', 'label “ready” removed'],
  ] as const)('%s, ends its task', async (_, change, state, note) => {
    const team = await testTeam(2);
    await team.approve();
    team.github.change(1, { ...change, labels: [...('labels' in change ? change.labels : ['ready'])] });
    await team.settle();
    expect(await team.line()).toMatchObject({ state, note });
    expect(team.repository.pulls.map(({ body }) => body.slice(0, 9))).toEqual(['Closes #2']);
  });

  it('gone, ends its task', async () => {
    const team = await testTeam(2);
    await team.approve();
    team.github.remove(1);
    await team.settle();
    expect(await team.line()).toMatchObject({ state: 'skipped', note: 'issue deleted or moved' });
    expect(await team.line(2)).toMatchObject({ state: 'started', pullRequest: { number: 101 } });
  });

  it('and whose work has begun meanwhile, by a copy of the message, goes on', async () => {
    const team = await begunTeam();
    team.github.change(1, { labels: ['in-progress'] });
    for (const { body } of [...team.queues.sent])
      if (JSON.stringify(body).includes('"task.start"')) await team.take(body as Parameters<typeof team.take>[0]);
    expect(await team.line()).toMatchObject({ state: 'started' });
  });
});

describe('GitHub refuses what the beginning is made of', () => {
  it.each([
    ['does not let us write its contents', { lacks: ['contents'] }, 'create commit', '“contents: write”'],
    [
      'does not let us open pull requests',
      { lacks: ['pull_requests'] },
      'create pull request',
      '“pull requests: write”',
    ],
    ['does not let us write on issues', { lacks: ['issues'] }, 'comment', '“issues: write”'],
  ] as const)('%s', async (_, rules, what, advice) => {
    const team = await testTeam();
    Object.assign(team.repository.model, rules);
    await begin(team);
    expect(await team.lines()).toEqual([`could not ${what}`]);
    const line = team.threadLines().find((each) => each.includes(`Could not ${what}`));
    expect(line).toContain(advice);
    expect(line).toContain('reason_code: permission_missing');
  });

  it('a comment on an issue that is locked, and nothing else', async () => {
    const team = await testTeam();
    const issue = team.repository.model.issues.find(({ number }) => number === 1);
    Object.assign(issue ?? {}, { locked: true });
    await begin(team);
    expect(await team.lines()).toEqual(['could not comment']);
    expect(issue?.labels).toEqual(['in-progress']);
    expect(team.threadLines().at(-1)).toContain('Unlock its conversation');
  });
});

it('a repository without drafts gets pull requests that are ready, and ships none that has nothing in it', async () => {
  const team = await testTeam();
  team.repository.model.withoutDrafts = true;
  await begin(team);
  expect(team.repository.pulls.map(({ draft }) => draft)).toEqual([false]);
  expect(await team.lines()).toEqual(['ready']);
  expect((await team.line())?.turn).toEqual({ of: 'author', why: [{ is: 'empty' }] });
  await team.command('ship', { run_id: team.planId });
  await team.press('ship-anyway', team.planId);
  await team.settle();
  expect(team.repository.pulls.map(({ merged }) => merged)).toEqual([false]);
  expect((await team.task()).ship?.code).toBe('pull_empty');
});
