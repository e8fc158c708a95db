import { briefly } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { begunTeam, type TestTeam } from '../test-team.ts';

/** What stands in the place of the answer to the newest command. */
async function ship(team: TestTeam): Promise<string> {
  const request = team.requested('ship', { run_id: team.planId });
  await team.take(request);
  await team.settle();
  return shown(team.queues.sent, `reply:${request.id}`);
}

const ready = (team: TestTeam, ...numbers: number[]) => {
  for (const number of numbers) team.changePull(number, { draft: false });
};

function check({ repository: { model } }: TestTeam, name: string, conclusion: string): void {
  const { headSha: sha = '' } = model.issues.find(({ number }) => number === 101)?.pullRequest ?? {};
  const id = model.checkRuns.length + 1;
  model.checkRuns.push({ id, suiteId: 1, sha, name, status: 'completed', conclusion });
}

const protect = ({ repository: { model } }: TestTeam, requiredChecks: string[]) =>
  Object.assign(model.protections, { main: { requiredChecks, requiredApprovals: 0 } });

const MOVED = { status: 409, detail: 'Head branch was modified. Review and try again.' };

describe('/ship', () => {
  it('merges what is ready, and ends the plan when that is all', async () => {
    const team = await begunTeam(2);
    ready(team, 101, 102);
    expect(briefly(await ship(team))).toMatchInlineSnapshot(`
      "🚀 Shipped plan-pwpa9m8j8m • 2 closed
      merged #1 • merged • [PR #101](https://github.com/acme/web/pull/101) • merged by Ada, 2m after its start
      merged #2 • merged • [PR #102](https://github.com/acme/web/pull/102) • merged by Ada, 2m after its start"
    `);
    expect(team.repository.pulls.map(({ merged }) => merged)).toEqual([true, true]);
    expect(team.threadLines().slice(-3).map(briefly)).toMatchInlineSnapshot(`
      [
        "merged #1 • merged • [PR #101](https://github.com/acme/web/pull/101)
      -# shipped by Ada • 1/2 merged",
        "merged #2 • merged • [PR #102](https://github.com/acme/web/pull/102)
      -# shipped by Ada • 2/2 merged",
        "🏁 The plan has ended: see its card.",
      ]
    `);
    expect(await team.plan(team.planId)).toMatchObject({ state: 'completed', endNote: 'Ended by Ada: 2 closed' });
  });

  it('merges what is ready, and asks about the rest: why, and whose turn it is', async () => {
    const team = await begunTeam(2);
    ready(team, 101);
    expect(briefly(await ship(team))).toMatchInlineSnapshot(`
      "⚠️ 1 of 2 tasks of plan-pwpa9m8j8m are not done
      started #2 • [PR #102](https://github.com/acme/web/pull/102) • author’s turn: draft

      End the run without them?
      -# reason_code: pull_draft
      [ Ship anyway ] [ Keep going ]"
    `);
    expect(await team.lines()).toEqual(['merged', 'started']);
    await team.press('ship-anyway', team.planId);
    expect(await team.plan(team.planId)).toMatchObject({ state: 'completed' });
  });

  it('merges at the head that was looked at: one that moved is looked at again', async () => {
    const team = await begunTeam();
    ready(team, 101);
    team.repository.fail('mergePullRequest', MOVED);
    expect(await ship(team)).toContain('1 closed');
    const looks = team.repository.calls.filter((call) => call === 'findPullRequest').length;
    expect(looks).toBe(3); // Once more by the effect, which has to know whether it is merged.
  });

  it('leaves one that moves each time it is looked at, and says so', async () => {
    const team = await begunTeam();
    ready(team, 101);
    for (let looks = 0; looks < 4; looks += 1) team.repository.fail('mergePullRequest', MOVED);
    expect(await ship(team)).toContain('author’s turn: commits were pushed to it each time');
    expect(await team.lines()).toEqual(['started']);
    expect(await ship(team)).toContain('1 closed');
  });

  it.each([
    ['Squash merges are not allowed on this repository.', 'set MERGE\\_METHOD'],
    ['At least 1 approving review is required by reviewers with write access.', 'ask for one'],
    ['Required status check "unit" is expected.', 'once its checks are green'],
    ['Pull Request is not mergeable', 'bring its branch in line'],
  ])('says what to do where GitHub refuses: %s', async (detail, advice) => {
    const team = await begunTeam();
    ready(team, 101);
    team.repository.fail('mergePullRequest', { status: 405, detail });
    const said = await ship(team);
    expect(said).toContain(`GitHub did not merge it: ${detail}`);
    expect(said).toContain(advice);
    expect(await team.lines()).toEqual(['started']);
  });

  it('merges nothing for a shipping that nobody waits for any more', async () => {
    const team = await begunTeam();
    ready(team, 101);
    await team.command('ship', { run_id: team.planId });
    team.clock.advance(15 * 60_000);
    await team.press('ship-anyway', team.planId);
    await team.settle();
    expect(team.repository.calls).not.toContain('mergePullRequest');
  });

  it('merges nothing twice when two people ship in the same second', async () => {
    const team = await begunTeam();
    ready(team, 101);
    await team.command('ship', { run_id: team.planId });
    expect(await team.command('ship', { run_id: team.planId })).toMatchInlineSnapshot(`
      "🔴 \`plan-pwpa9m8j8m\` is being shipped by Ada: wait for what comes of it.
      -# reason_code: shipping_already"
    `);
    await team.settle();
    expect(team.repository.calls.filter((call) => call === 'mergePullRequest')).toHaveLength(1);
  });

  it('merges what is green where it has to be, and says what is not', async () => {
    const team = await begunTeam();
    ready(team, 101);
    check(team, 'lint', 'failure');
    expect(briefly(await ship(team))).toMatchInlineSnapshot(`
      "⚠️ 1 of 1 tasks of plan-pwpa9m8j8m are not done
      started #1 • [PR #101](https://github.com/acme/web/pull/101) • author’s turn: [lint](https://github.com/acme/web/runs/1) failed

      End the run without them?
      -# reason_code: checks_failed
      [ Ship anyway ] [ Keep going ]"
    `);
    protect(team, ['unit']);
    expect(await ship(team)).toContain('author’s turn');
    check(team, 'unit', 'success');
    expect(briefly(await ship(team))).toMatchInlineSnapshot(`
      "🚀 Shipped plan-pwpa9m8j8m • 1 closed
      merged #1 • merged • [PR #101](https://github.com/acme/web/pull/101) • merged by Ada, 1m after its start • ⚠️ not green, and not required: [lint](https://github.com/acme/web/runs/1)"
    `);
  });

  it('leaves what is red where nobody can tell what has to be green', async () => {
    const team = await begunTeam();
    ready(team, 101);
    check(team, 'lint', 'failure');
    team.repository.fail('requirementsOf', { status: 403 });
    expect(await ship(team)).toContain('[lint](https://github.com/acme/web/runs/1) failed');
  });

  it('says it where GitHub cannot be asked', async () => {
    const team = await begunTeam();
    ready(team, 101);
    team.repository.fail('findPullRequest', { status: 403, detail: 'Resource not accessible by integration' });
    expect(await ship(team)).toContain('it could not be looked at');
  });

  it('can be asked for again when it is stuck for a quarter of an hour', async () => {
    const team = await begunTeam();
    ready(team, 101);
    await team.command('ship', { run_id: team.planId });
    team.clock.advance(15 * 60_000);
    expect(await team.command('ship', { run_id: team.planId })).toContain('🚢');
  });
});
