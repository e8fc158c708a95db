/** People ask for things in comments on GitHub, and are answered there; the plan in Discord follows. */
import { describe, expect, it } from 'vitest';
import { openTeam, type Team, type TeamOptions } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';

const MINUTE = 60_000;

/** A plan of two tasks, with a draft pull request for each. */
async function teamAtWork(options: TeamOptions = {}) {
  const team = await openTeam(options);
  const { run, numbers } = planIn(await team.chat.command('/plan limit:2'));
  await team.chat.press('Approve', 'ben');
  await team.wait(MINUTE);
  const [first = 0, second = 0] = numbers;
  return { ...team, run, first, second, line: (number: number) => lineOf(team, run, number) };
}

function lineOf({ chat }: Team, run: string, number: number): string {
  return (
    chat
      .message(`Plan ${run}`)
      .split('\n')
      .find((line) => line.includes(`#${number}`)) ?? ''
  );
}

/** What is answered below the comment, with its reactions. */
async function say({ github, wait }: Team, number: number, body: string, as?: string) {
  const before = github.conversation(number).length;
  github.comment(number, body, as);
  await wait(MINUTE);
  const [said, ...answers] = github.conversation(number).slice(before);
  return { reactions: said?.reactions, answers: answers.map((answer) => answer.body) };
}

describe('a command in a comment', () => {
  it('tells how a task stands, on its issue and on its pull request', async () => {
    const team = await teamAtWork();
    const onIssue = await say(team, team.first, '/valine status');
    expect(onIssue).toMatchObject({ reactions: ['+1'], answers: [expect.stringContaining('author’s turn: draft')] });
    const pull = team.github.markReady(team.first);
    await team.wait(MINUTE);
    const onPull = await say(team, pull, '/valine status');
    expect(onPull.answers).toEqual([expect.stringMatching(/Is ready for review in #\d+\n- ready to ship/)]);
    expect(team.chat.thread().at(-1)).toContain('ready to ship');
  });

  it('has a task fall away: its line and the thread say who did it, and /ship leaves it alone', async () => {
    const team = await teamAtWork();
    expect(await say(team, team.first, '/valine skip', 'jonas-w')).toMatchObject({ reactions: ['+1'] });
    expect(team.line(team.first)).toContain('skipped by jonas-w');
    expect(team.chat.thread().at(-1)).toContain('jonas-w on GitHub');
    team.github.markReady(team.first);
    team.github.markReady(team.second);
    await team.wait(MINUTE);
    await team.chat.command(`/ship run_id:${team.run}`);
    await team.wait(MINUTE);
    const pulls = team.github
      .issues()
      .filter(({ pullRequest, body }) => pullRequest && body?.includes(`#${team.first}`));
    expect(pulls.map(({ state }) => state)).toEqual(['open']);
    expect(team.chat.message(`Plan ${team.run}`)).toContain('shipped');
    expect(team.chat.thread().at(-1)).toContain('The plan has ended');
  });

  it('begins what is blocked, and nothing before the plan is approved', async () => {
    const team = await openTeam();
    const { run, numbers } = planIn(await team.chat.command('/plan limit:1'));
    const [number = 0] = numbers;
    team.github.block(number, 1);
    await team.wait(MINUTE);
    expect(await say(team, number, '/valine start')).toMatchObject({
      reactions: ['confused'],
      answers: [expect.stringContaining('waits for its approval')],
    });
    await team.chat.press('Approve', 'ben');
    await team.wait(MINUTE);
    await team.chat.press('Approve', 'ben');
    await team.wait(MINUTE);
    expect(lineOf(team, run, number)).toContain('waits for #1');
    expect(await say(team, number, '/valine start')).toMatchObject({ reactions: ['+1'] });
    expect(lineOf(team, run, number)).toContain('PR #');
    expect(team.chat.thread().at(-1)).toContain('mara-k on GitHub');
  });

  it('has tried again what GitHub refused', async () => {
    const team = await openTeam();
    const { run, numbers } = planIn(await team.chat.command('/plan limit:1'));
    const [number = 0] = numbers;
    team.github.forbid({ restrictedBranches: 'valine/' });
    await team.chat.press('Approve', 'ben');
    await team.wait(MINUTE);
    expect(lineOf(team, run, number)).toContain('could not create branch');
    team.github.forbid({ restrictedBranches: 'release/' });
    const { answers } = await say(team, number, '/valine retry');
    expect(answers[0]).toContain('Tried again: create branch.');
    expect(lineOf(team, run, number)).toMatch(/PR #\d+/);
    expect(team.chat.thread().filter((line) => line.includes('Could not create branch'))).toHaveLength(1);
  });

  it('counts once, however often its delivery comes', async () => {
    const team = await teamAtWork();
    team.github.duplicateWebhooks(10);
    const { reactions, answers } = await say(team, team.first, '/valine skip');
    team.replayWebhook();
    await team.wait(MINUTE);
    expect([reactions, answers.length]).toEqual([['+1'], 1]);
    expect(team.chat.thread().filter((line) => line.includes('skipped by'))).toHaveLength(1);
  });
});

describe('nobody listens', () => {
  it('to a stranger, who gets a thumb down', async () => {
    const team = await teamAtWork();
    expect(await say(team, team.first, '/valine skip', 'eve')).toEqual({ reactions: ['-1'], answers: [] });
    expect(team.line(team.first)).not.toContain('skipped');
    expect(team.chat.thread().at(-1)).toContain('Approved by ben');
  });

  it('to a program, to what was edited in, and to what is said of an issue that nobody has planned', async () => {
    const team = await teamAtWork();
    for (const [number, body, as] of [
      [team.first, '/valine skip', 'ci[bot]'],
      [team.first, 'Is it /valine skip?', 'mara-k'],
      [1, '/valine skip', 'mara-k'],
    ] as const)
      expect(await say(team, number, body, as)).toEqual({ reactions: [], answers: [] });
    expect(team.line(team.first)).not.toContain('skipped');
    expect(team.chat.thread().at(-1)).toContain('Approved by ben');
  });
});
