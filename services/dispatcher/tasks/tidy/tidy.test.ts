import type { FoundPullRequest } from '@valine/github';
import { describe, expect, it } from 'vitest';
import { begunTeam, type TestTeam } from '../test-team.ts';
import { decideTidy } from './decide.ts';

const BRANCH = 'valine/issue-1-checkout-charges-shipping-twice-when';

async function shippable(): Promise<TestTeam & { ship(): Promise<void> }> {
  const team = await begunTeam();
  team.changePull(101, { draft: false });
  return {
    ...team,
    async ship() {
      await team.command('ship', { run_id: team.planId });
      await team.settle();
    },
  };
}

const deletions = ({ repository }: TestTeam) => repository.calls.filter((call) => call === 'deleteBranch').length;

describe('the branch of a task', () => {
  it('is deleted once its pull request was merged, and nobody has to read of it', async () => {
    const team = await shippable();
    const { head } = await team.task();
    expect(team.repository.model.branches).toHaveProperty([head]);
    await team.ship();
    expect(team.repository.model.branches).not.toHaveProperty([head]);
    expect(team.threadLines().join()).not.toContain(BRANCH);
  });

  it('is deleted once, however often it is told', async () => {
    const team = await shippable();
    await team.ship();
    const message = { type: 'task.tidy', id: 'again', planId: team.planId, number: 1 } as const;
    for (let times = 0; times < 3; times += 1) await team.take(message);
    expect(deletions(team)).toBe(1);
  });

  it('is deleted after a merge that somebody else made', async () => {
    const team = await shippable();
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    await team.settle();
    expect(deletions(team)).toBe(1);
  });

  it('is deleted after a merge that ended the plan, and that is told after the end', async () => {
    const team = await shippable();
    const merged = team.changePull(101, { merged: true }, 'closed');
    await team.take(team.closed(1));
    await team.ship();
    await team.settle();
    await team.take(merged);
    await team.settle();
    expect((await team.plan(team.planId)).state).toBe('completed');
    expect((await team.task()).seen?.is).toBe('merged');
    expect(deletions(team)).toBe(1);
  });

  it('stays where it cannot be looked at, once that was tried for half an hour after the task may still have been beginning', async () => {
    const team = await shippable();
    await team.take(team.changePull(101, { merged: true }, 'closed'));
    const message = { type: 'task.tidy', id: 't', planId: team.planId, number: 1 } as const;
    for (const waits of [0, 6, 11]) {
      team.repository.fail('findBranch', { status: 503 });
      await expect(team.take(message, waits)).rejects.toMatchObject({ name: 'RetryLater' });
    }
    team.repository.fail('findBranch', { status: 503 });
    await team.take(message, 12);
    team.repository.fail('findBranch', { status: 403 });
    await team.take(message);
    expect(deletions(team)).toBe(0);
  });

  it('stays, and it is said why, where GitHub does not let it be deleted', async () => {
    const team = await shippable();
    team.repository.fail('deleteBranch', { status: 422, detail: 'Cannot delete this protected branch' });
    await team.ship();
    expect(team.threadLines().at(-1)).toMatchInlineSnapshot(
      `"🌿 The branch \`valine/issue-1-checkout-charges-shipping-twice-when\` stays: Cannot delete this protected branch"`,
    );
    expect(await team.lines()).toEqual(['merged']);
  });

  it('that moves on while an answer is lost stays', async () => {
    const team = await shippable();
    const { head } = await team.task();
    team.repository.fail('deleteBranch', { status: 502 });
    await team.command('ship', { run_id: team.planId });
    await expect(team.settle()).rejects.toMatchObject({ name: 'RetryLater' });
    team.repository.model.branches[head] = 'f00f00f00f00f00';
    team.clock.advance(600_000);
    const effectId = (await team.task()).effects.at(-1)?.id ?? '';
    await team.take({ type: 'effect.due', id: 'd', ownerId: (await team.task()).id, ownerKind: 'task', effectId });
    expect(team.threadLines().at(-1)).toMatchInlineSnapshot(
      `"🌿 The branch \`valine/issue-1-checkout-charges-shipping-twice-when\` stays: it is at f00f00f00f00 now, which was not merged. Delete it if nobody needs it."`,
    );
  });
});

describe('a branch', () => {
  const pull = { number: 7, state: 'closed', merged: true, headSha: 'h1' } as FoundPullRequest;
  const decided = (pulls: FoundPullRequest[], sha: string | undefined = 'h1') =>
    decideTidy(7, { pulls, branch: sha === undefined ? undefined : { sha } }).do;

  it('is deleted at the commit that was merged', () => {
    expect(decided([pull])).toBe('delete');
  });

  it('stays where it has gone on, another pull request needs it, or it is not that of the task', () => {
    const other = { ...pull, number: 8, state: 'open', merged: false } as const;
    expect([decided([pull], 'h2'), decided([other, pull]), decided([other])]).toEqual(Array(3).fill('nothing'));
  });

  it('is gone already', () => {
    expect(decideTidy(7, { pulls: [pull], branch: undefined }).do).toBe('nothing');
  });

  it('is asked about again while GitHub lists its pull request as open', () => {
    expect(decided([{ ...pull, state: 'open', merged: false }])).toBe('ask again');
  });
});
