/** Whose turn it is with a pull request: what checks and reviewers say on GitHub stands on the card, and in the thread. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const MINUTE = 60_000;

/** A plan of one task, whose pull request is ready for review. */
async function readyTeam() {
  const team = await openTeam();
  const { run, numbers } = planIn(await team.chat.command('/plan limit:1'));
  await team.chat.press('Approve', 'ben');
  await team.wait(MINUTE);
  const [number = 0] = numbers;
  team.github.pushToPull(number);
  team.github.markReady(number);
  await team.wait(MINUTE);
  return { ...team, run, number, card: () => team.chat.message(`Plan ${run}`) };
}

/** A conversation of the team with its checks and its reviewers. */
async function talk({ github, wait }: Team, number: number, hear: () => string): Promise<string[]> {
  const turns = [hear()];
  for (const happens of [
    () => github.reportChecks(number, 'fail', 'unit tests'),
    () => github.reviewPull(number, 'changes', 'lin-t'),
    () => github.reportChecks(number, 'pass', 'unit tests'),
    () => github.requestReview(number, 'lin-t'),
    () => github.reviewPull(number, 'approve', 'lin-t'),
  ]) {
    happens();
    await wait(MINUTE);
    turns.push(hear());
  }
  return turns;
}

const TURNS = [
  'ready to ship',
  'author’s turn: unit tests failed',
  'author’s turn: unit tests failed; changes requested by lin-t',
  'author’s turn: changes requested by lin-t',
  'reviewer’s turn: lin-t',
  'ready to ship',
];

/** The end of the task's line, without links and times. */
function turnIn(card: string): string {
  const [, turn = card] = /• ((?:author’s turn|reviewer’s turn|checks run|ready to ship).*)/.exec(card) ?? [];
  return turn
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/ \(http[^)]*\)/g, '')
    .replace(/, asked .*/, '')
    .trim();
}

describe('whose turn it is', () => {
  it('stands on the card as checks and reviews come in, and in the thread', async () => {
    const team = await readyTeam();
    expect(await talk(team, team.number, () => turnIn(team.card()))).toEqual(TURNS);
    expect(team.chat.thread().filter((line) => line.includes('told by GitHub'))).not.toHaveLength(0);
  });

  it('is found out about where no webhook comes, once somebody asks', async () => {
    const team = await readyTeam();
    team.github.loseAllWebhooks(true);
    team.github.reportChecks(team.number, 'fail', 'unit tests');
    await team.wait(MINUTE);
    expect(turnIn(team.card())).toBe('ready to ship');
    expect(await team.chat.command(`/status run_id:${team.run}`)).toContain('ready to ship');
    await team.wait(MINUTE);
    expect(turnIn(team.chat.thread().at(-1) ?? '')).toContain('unit tests failed');
  });

  it('is the same where webhooks come twice', async () => {
    const team = await readyTeam();
    team.github.duplicateWebhooks(40);
    expect(await talk(team, team.number, () => turnIn(team.card()))).toEqual(TURNS);
    // Who marked it as ready is named.
    expect(team.chat.thread().filter((line) => line.includes('told by GitHub'))).toHaveLength(TURNS.length - 1);
  });
});
