import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
import { planIn } from './support/plan-in.ts';
import { AT_ONCE, HELD, newestRun } from './support/work-on-github.ts';

const MINUTE = 60_000;
const DAY = 24 * 3_600_000;

function everythingSeen({ chat, discord }: Team) {
  return { messages: discord.messages(), channel: chat.channel(), thread: chat.thread() };
}

describe('what comes five times happens once', () => {
  it.each(['/plan', '/plan label:nobody-uses-this', '/status', '/help'])('the interaction of %s', async (command) => {
    const team = await openTeam();
    await team.chat.command(command);
    const seen = everythingSeen(team);
    for (let time = 0; time < 4; time += 1) expect(await team.replayInteraction()).toMatchObject({ status: 200 });
    await team.settle();
    expect(everythingSeen(team)).toEqual(seen);
    expect((await team.store.listPlans('open', 10)).length).toBeLessThanOrEqual(1);
  });

  it('the press of a button', async () => {
    const team = await openTeam();
    await team.chat.command('/plan');
    await team.chat.press('Approve');
    const seen = everythingSeen(team);
    for (let time = 0; time < 4; time += 1) await team.replayInteraction();
    await team.settle();
    expect(everythingSeen(team)).toEqual(seen);
  });

  it('a delivery, at once and again over the three days in which GitHub redelivers', async () => {
    const team = await openTeam();
    const { numbers } = planIn(await team.chat.command('/plan limit:2'));
    await team.chat.press('Approve');
    team.github.closeIssue(numbers[0] ?? 0);
    // The tasks of a plan begin one after the other.
    await team.wait(MINUTE);
    const seen = everythingSeen(team);
    for (const days of [0, 0, 1, 2]) {
      await team.wait(days * DAY);
      expect(await team.replayWebhook()).toMatchObject({ status: 202 });
      await team.settle();
    }
    expect(everythingSeen(team)).toEqual(seen);
  });

  it('a delivery that was lost, and comes when its issue has long been opened again: no task ends by it', async () => {
    const team = await openTeam();
    const { chat, github } = team;
    const { numbers } = planIn(await chat.command('/plan limit:1'));
    await chat.press('Approve');
    const [issue = 0] = numbers;
    github.dropWebhooks(1);
    github.closeIssue(issue, 'not_planned');
    await team.wait(2000);
    github.reopen(issue);
    await team.settle();
    const seen = everythingSeen(team);
    await team.wait(DAY);
    expect(github.redeliver('closed')).toBe(true);
    await team.settle();
    expect(everythingSeen(team)).toEqual(seen);
  });

  it.each(['/diagnose', '/deploy-client wait:true', '/verify-latest diagnose:true'])(
    'the interaction of %s, which starts one workflow',
    async (command) => {
      const team = await openTeam();
      const before = team.github.workflowRuns().length;
      team.github.nextRun(AT_ONCE);
      await team.chat.command(command);
      const seen = everythingSeen(team);
      for (let time = 0; time < 4; time += 1) await team.replayInteraction();
      await team.wait(DAY);
      expect(everythingSeen(team)).toEqual(seen);
      expect(team.github.workflowRuns()).toHaveLength(before + 1);
    },
  );

  it.each([
    ['Cancel', HELD],
    ['Re-run failed jobs', { ...AT_ONCE, outcome: 'failure' as const }],
    ['Diagnose', { ...AT_ONCE, outcome: 'failure' as const }],
  ])('the press of %s', async (label, wish) => {
    const team = await openTeam();
    const { chat, github } = team;
    github.nextRun(wish);
    await chat.command('/deploy-client wait:true');
    github.nextRun(AT_ONCE);
    github.forgetRequests();
    await chat.press(label);
    const seen = everythingSeen(team);
    for (let time = 0; time < 4; time += 1) await team.replayInteraction();
    await team.wait(DAY);
    expect(everythingSeen(team)).toEqual(seen);
    expect(github.requests().filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it('the delivery that tells of the end of a run', async () => {
    const team = await openTeam();
    team.github.nextRun(HELD);
    await team.chat.command('/diagnose');
    await team.github.finishRun(newestRun(team.github));
    await team.settle();
    const seen = everythingSeen(team);
    for (let time = 0; time < 4; time += 1) await team.replayWebhook();
    await team.wait(DAY);
    expect(everythingSeen(team)).toEqual(seen);
  });
});
