import { describe, expect, it } from 'vitest';
import { ada, ben, openDesk, shown } from '../test-desk.ts';

describe('approving a plan', () => {
  it('starts every task and tells who asked', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    expect(await desk.command('approve', { run_id: plan }, ben)).toBe(
      `✅ Plan \`${plan}\` is approved and in progress. Started #1, #2, #3.`,
    );
    expect(await desk.run(plan)).toMatchObject({ state: 'in_progress', approvals: [{ person: ben }] });
  });

  it('shows the progress on the card, without the buttons', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    await desk.press('approve', plan, ben);
    const card = (await desk.run(plan)).reply.interactionId;
    expect(shown(desk.queues.sent, `reply:${card}`).replaceAll(plan, 'plan-1')).toMatchInlineSnapshot(`
      "🚧 Plan plan-1 • in progress • 0/3
      ⏳ [#1](https://github.com/acme/web/issues/1) Issue 1 • unassigned
      ⏳ [#2](https://github.com/acme/web/issues/2) Issue 2 • unassigned
      ⏳ [#3](https://github.com/acme/web/issues/3) Issue 3 • unassigned
      approved by Ben • requested by Ada"
    `);
  });

  it('lets one of two people win who press at the same moment, and tells the other', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    const answers = await Promise.all([desk.press('approve', plan, ada), desk.press('approve', plan, ben)]);
    expect(answers.filter((answer) => answer.includes('is approved and in progress'))).toHaveLength(1);
    expect(answers.filter((answer) => answer.includes('reason_code: already_approved'))).toHaveLength(1);
    expect((await desk.run(plan)).approvals).toHaveLength(1);
  });

  it('counts different people when several are required', async () => {
    const desk = openDesk({ approvalsRequired: 2 });
    const plan = await desk.planned();
    expect(await desk.press('approve', plan, ada)).toContain('1 of 2');
    expect(await desk.press('approve', plan, ada)).toContain('reason_code: approved_twice');
    expect((await desk.run(plan)).state).toBe('pending');
    expect(await desk.press('approve', plan, ben)).toContain('is approved and in progress');
  });

  it('can exclude the person who asked for the plan', async () => {
    const desk = openDesk({ preventSelfApproval: true });
    const plan = await desk.planned();
    expect(await desk.press('approve', plan, ada)).toContain('reason_code: self_approval');
    expect(await desk.press('approve', plan, ben)).toContain('is approved');
  });

  it('is refused for a run that does not exist, is discarded, or is finished', async () => {
    const desk = openDesk();
    expect(await desk.command('approve', { run_id: 'plan-x' })).toContain('reason_code: run_not_found');
    const discarded = await desk.planned();
    await desk.press('discard', discarded);
    expect(await desk.command('approve', { run_id: discarded })).toContain('reason_code: run_discarded');
    const finished = await desk.planned();
    await desk.press('approve', finished);
    await desk.press('ship-anyway', finished);
    expect(await desk.command('approve', { run_id: finished })).toContain('reason_code: run_finished');
  });

  it('leaves a run as it is that it is refused for', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    await desk.press('discard', plan);
    const discarded = await desk.run(plan);
    desk.clock.advance(5 * 3_600_000);
    await desk.press('approve', plan, ben);
    expect(await desk.run(plan)).toEqual(discarded);
  });

  it('keeps its first verdict when the same press comes again later', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    const press = desk.pressed('approve', plan, ben);
    await desk.take(press);
    const sent = desk.queues.sent.length;
    await desk.take(press);
    expect(desk.queues.sent).toHaveLength(sent);
  });
});
