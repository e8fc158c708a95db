import type { Notification } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import { shown } from '../../test-dispatcher.ts';
import { benchOf, buildReport, runEnded } from '../../workflows/tracking/test-trackings.ts';
import { begunTeam, type TestTeam } from '../test-team.ts';

async function shipping(settings: { deployAfterShip: boolean }, draft = false): Promise<TestTeam> {
  const team = await begunTeam(1, { settings });
  team.changePull(101, { draft });
  await team.command('ship', { run_id: team.planId });
  await team.settle();
  return team;
}

const deploys = ({ repository }: TestTeam) => repository.calls.filter((call) => call === 'dispatchWorkflow').length;

describe('a plan that was shipped', () => {
  it('is deployed in its thread, by whoever has shipped it', async () => {
    const team = await shipping({ deployAfterShip: true });
    const [listed] = await team.store.listTrackings('open', 1);
    const deploy = await team.tracking(listed?.id ?? '');
    const { reply } = await team.plan(team.planId);
    const under = `reply:${reply.interactionId}`;
    expect(deploy).toMatchObject({ place: { in: 'thread', under, channelId: '500' }, requestedBy: { name: 'Ada' } });
    expect(team.threadLines().slice(-3)).toMatchInlineSnapshot(`
      [
        "🏁 The plan has ended: see its card. A deploy of what was merged begins.",
        "🟡 Starting Client Deploy…
      -# \`deploy-z966p5p3gh\` • correlation id \`5802b873\` • requested by Ada",
        "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`deploy-z966p5p3gh\` • correlation id \`5802b873\` • requested by Ada
      [ Cancel ]",
      ]
    `);
    const shown = team.queues.sent
      .map(({ body }) => body as Notification)
      .filter(({ key }) => key === deploy.messageKey);
    expect(shown.map(({ conversation }) => conversation)).toEqual(shown.map(() => under));
  });

  it('says on its card and in its summary how the deploy ended, and how it did once failed jobs were run again', async () => {
    const team = await shipping({ deployAfterShip: true });
    const [listed] = await team.store.listTrackings('open', 1);
    const deploy = benchOf(team, listed?.id ?? '');
    const { reply, summaries = [] } = await team.plan(team.planId);
    const told = async () => {
      await team.settle();
      const texts = [reply, ...summaries].map((each) => shown(team.queues.sent, `reply:${each.interactionId}`));
      return texts.map((text) => text.split('\n').filter((line) => line.includes('Client Deploy')));
    };
    expect(await told()).toEqual([[], []]);
    await deploy.sees({ run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) });
    const link = '[run](https://github.com/acme/web/actions/runs/7001)';
    const failed = `🔴 Client Deploy failed • ${link}`;
    expect(await told()).toEqual([[failed], [failed]]);
    const { planId } = team;
    const again = (revision: number, text: string) =>
      team.take({ type: 'plan.deployed', id: `again ${revision}`, planId, revision, text });
    await again(99, '🟢 Client Deploy OK');
    await again(98, '🔴 Client Deploy failed');
    expect(await told()).toEqual([['🟢 Client Deploy OK'], ['🟢 Client Deploy OK']]);
  });

  it('is deployed once, however often it is told', async () => {
    const team = await shipping({ deployAfterShip: true });
    const told = team.queues.sent
      .map(({ body }) => body as { type: string })
      .filter(({ type }) => type === 'plan.shipped');
    expect(told).toHaveLength(1);
    for (let times = 0; times < 3; times += 1) await team.take(told[0] as never);
    expect(deploys(team)).toBe(1);
  });

  it('is not deployed where nothing was merged, or that is not wanted', async () => {
    expect(deploys(await shipping({ deployAfterShip: false }))).toBe(0);
    const team = await shipping({ deployAfterShip: true }, true);
    await team.press('ship-anyway', team.planId);
    await team.settle();
    expect(deploys(team)).toBe(0);
  });
});
