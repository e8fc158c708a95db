import { describe, expect, it } from 'vitest';
import { openTeam, type Team } from './support/open-team.ts';
import { runIn } from './support/run-in.ts';

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
    expect((await team.store.listRuns('open', 10)).length).toBeLessThanOrEqual(1);
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
    const { numbers } = runIn(await team.chat.command('/plan limit:2'));
    await team.chat.press('Approve');
    team.github.closeIssue(numbers[0] ?? 0);
    await team.settle();
    const seen = everythingSeen(team);
    for (const days of [0, 0, 1, 2]) {
      await team.wait(days * DAY);
      expect(await team.replayWebhook()).toMatchObject({ status: 202 });
      await team.settle();
    }
    expect(everythingSeen(team)).toEqual(seen);
  });
});
