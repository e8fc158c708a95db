import { buildLink } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { begunTeam, testTeam } from '../test-team.ts';

const requester = { taskAssignee: 'requester', gitHubLogins: { '1': 'ada-l' } } as const;
const assigneesOf = ({ repository }: Awaited<ReturnType<typeof begunTeam>>) =>
  repository.model.issues.find(({ number }) => number === 1)?.assignees;

describe('the issue of a task is assigned', () => {
  it('to nobody, unless that is set', async () => {
    expect(assigneesOf(await begunTeam(1, { settings: { gitHubLogins: { '1': 'ada-l' } } }))).toEqual([]);
  });

  it('to who asked for the plan', async () => {
    const team = await begunTeam(1, { settings: requester });
    expect(assigneesOf(team)).toEqual(['ada-l']);
    expect(team.repository.calls.at(-1)).toBe('addAssignee');
    expect(await team.lines()).toEqual(['started']);
  });

  it('to who asked for the plan, where they are linked, under the login that the account has now', async () => {
    const team = await testTeam(1, { settings: { taskAssignee: 'requester' } });
    for (const record of buildLink('1', { id: 77, login: 'ada-old' })) await team.store.create(record);
    team.repository.model.accountIds = { 'ada-new': 77, 'ada-old': 78 };
    await team.approve();
    await team.settle();
    expect(assigneesOf(team)).toEqual(['ada-new']);
  });

  it('and is theirs on GitHub from its first commit on, for who has it is who will do it', async () => {
    const team = await testTeam(1, { settings: { taskAssignee: 'requester' } });
    for (const record of buildLink('1', { id: 77, login: 'ada-l' })) await team.store.create(record);
    team.repository.model.accountIds = { 'ada-l': 77 };
    await team.approve();
    await team.settle();
    const [commit] = Object.values(team.repository.model.commits).slice(-1);
    expect(commit?.message.split('\n').at(-1)).toBe('Co-authored-by: ada-l <77+ada-l@users.noreply.github.com>');
    expect(team.repository.pulls[0]?.body).toContain('approved by @ada-l.');
    expect(team.repository.model.comments[0]?.body).toContain('approved by `Ada`.');
  });

  it('and whoever has approved is told on the pull request alone, by the login they have when it begins', async () => {
    const team = await testTeam();
    for (const record of buildLink('1', { id: 77, login: 'ada-old' })) await team.store.create(record);
    team.repository.model.accountIds = { 'ada-old': 77 };
    await team.approve();
    team.repository.model.accountIds = { 'ada-new': 77 };
    await team.settle();
    expect(team.repository.pulls[0]?.body).toContain('approved by @ada-new.');
    expect(team.repository.model.comments[0]?.body).toContain('approved by `Ada`.');
  });

  it('to nobody besides those who have it already', async () => {
    const team = await begunTeam(1, { settings: requester, first: { assignees: ['grace'] } });
    expect(team.repository.calls).not.toContain('addAssignee');
  });

  it('to nobody whose login is not known: the line says so', async () => {
    const team = await begunTeam(1, { settings: { ...requester, gitHubLogins: {} } });
    expect(await team.lines()).toEqual([expect.stringContaining('which login on GitHub Ada has is not known')]);
  });

  it('to nobody who has no access there: the line says so, and the work goes on', async () => {
    const team = await testTeam(1, { settings: requester });
    team.repository.model.assignable = ['grace'];
    await team.approve();
    await team.settle();
    expect(await team.lines()).toMatchInlineSnapshot(`
      [
        "not assigned: ada-l has no access to the repository on GitHub",
      ]
    `);
    expect(await team.line()).toMatchObject({ state: 'started', pullRequest: { number: 101 } });
  });
});
