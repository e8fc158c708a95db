/** A day of a team: from an approved plan to merged pull requests, however GitHub's webhooks come. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const MINUTE = 60_000;

/** A plan that is approved, each of its tasks with a draft pull request. */
async function begun(limit = 2) {
  const team = await openTeam();
  const { run, numbers } = planIn(await team.chat.command(`/plan limit:${limit}`));
  await team.chat.press('Approve', 'ben');
  await team.wait(MINUTE);
  return { ...team, run, numbers, card: () => team.chat.message(`Plan ${run}`), ship: () => ship(team, run) };
}

/** What stands in the place of its answer once that is known. */
async function ship({ chat, wait }: Team, run: string): Promise<string> {
  await chat.command(`/ship run_id:${run}`);
  await wait(MINUTE);
  return chat.answer();
}

function workOn({ github }: Team, numbers: readonly number[]): void {
  for (const number of numbers) {
    github.pushToPull(number);
    github.markReady(number);
    github.reportChecks(number, 'pass', 'unit tests');
    github.reviewPull(number, 'approve');
  }
}

describe('from an approved plan to merged pull requests', () => {
  it('each task has its branch and its draft, is worked on, merged, and closes its issue', async () => {
    const team = await begun();
    const { github, run, numbers } = team;
    const labels = github.issues().filter(({ number }) => numbers.includes(number));
    expect(labels.map((issue) => issue.labels.filter((name) => /ready|progress/.test(name)))).toEqual([
      ['in-progress'],
      ['in-progress'],
    ]);
    workOn(team, numbers);
    await team.wait(MINUTE);
    expect(team.card().match(/🟢/g)).toHaveLength(2);
    expect(await team.ship()).toContain(`🚀 Shipped ${run} • 2 closed`);
    await team.wait(MINUTE);
    expect(github.issues().filter(({ number, state }) => numbers.includes(number) && state === 'closed')).toHaveLength(
      2,
    );
    expect(team.card()).toContain('Ended by ada: 2 closed');
    expect(team.chat.thread().map((line) => line.split('\n').at(-1))).toEqual([
      '🚧 Approved by ben. Started #8, #5.',
      '-# mara-k on GitHub • 0/2 merged',
      '-# mara-k on GitHub • 0/2 merged',
      '-# shipped by ada • 1/2 merged',
      '-# shipped by ada • 2/2 merged',
      '🏁 The plan has ended: see its card.',
    ]);
  });

  it.each<[string, (team: Team) => void]>([
    ['in reverse order', ({ github }) => github.reverseWebhooks(20)],
    ['twice', ({ github }) => github.duplicateWebhooks(40)],
    ['not at all', ({ github }) => github.loseAllWebhooks(true)],
  ])('and the same where webhooks come %s', async (_, disturb) => {
    const team = await begun();
    disturb(team);
    workOn(team, team.numbers);
    await team.wait(MINUTE);
    expect(await team.ship()).toContain('2 closed');
    expect(team.chat.thread().at(-1)).toContain('The plan has ended');
  });

  it('asks about those that are not ready: why, and whose turn it is', async () => {
    const team = await begun();
    const [first = 0, second = 0] = team.numbers;
    team.github.protectMain({ requiredApprovals: 1, requiredChecks: [] });
    workOn(team, [first]);
    team.github.markReady(second);
    await team.wait(MINUTE);
    expect(await team.ship()).toContain(
      'reviewer’s turn: its base wants a review that nobody was asked for, or a check that has not begun',
    );
    expect(team.chat.answer()).toContain('reason_code: review_missing');
    team.github.reviewPull(second, 'approve');
    await team.chat.press('Keep going');
    expect(await team.ship()).toContain('2 closed');
    expect(team.chat.thread().at(-1)).toContain('The plan has ended');
  });

  it('says of a conflict that it is the author’s turn', async () => {
    const team = await begun(1);
    workOn(team, team.numbers);
    team.github.makeConflict(team.numbers[0] ?? 0);
    expect(await team.ship()).toContain('author’s turn: conflicts with main');
    expect(team.chat.thread().at(-1)).toContain('author’s turn: conflicts with main');
  });
});
