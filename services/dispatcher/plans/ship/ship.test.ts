import { briefly } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ben, shown, testDispatcher } from '../../test-dispatcher.ts';

async function started(issuesClosed: number[] = []) {
  const dispatcher = testDispatcher();
  const plan = await dispatcher.planned();
  await dispatcher.press('approve', plan);
  for (const number of issuesClosed) await dispatcher.take(dispatcher.closed(number));
  return { dispatcher, plan };
}

describe('/ship', () => {
  it('completes a run whose tasks are all done, with a summary', async () => {
    const { dispatcher, plan } = await started([1, 2, 3]);
    const summary = await dispatcher.command('ship', { run_id: plan }, ben);
    expect(briefly(summary.replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "🚀 Shipped plan-1 • 3 closed
      merged #1 • closed
      merged #2 • closed
      merged #3 • closed"
    `);
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'completed', endNote: 'Ended by Ben: 3 closed' });
  });

  it('asks first when tasks are open, and changes nothing yet', async () => {
    const { dispatcher, plan } = await started([2]);
    const question = await dispatcher.command('ship', { run_id: plan });
    expect(briefly(question.replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      "⚠️ 2 of 3 tasks of plan-1 are not done
      started #1 • issue is still open
      started #3 • issue is still open

      End the run without them?
      [ Ship anyway ] [ Keep going ]"
    `);
    expect((await dispatcher.plan(plan)).state).toBe('in_progress');
  });

  it('leaves the open tasks behind when told to ship anyway, and takes the buttons off the question', async () => {
    const { dispatcher, plan } = await started([2]);
    const ask = dispatcher.requested('ship', { run_id: plan });
    await dispatcher.take(ask);
    expect(await dispatcher.press('ship-anyway', plan, ben)).toContain('in the place of the question');
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'completed', tasks: [{ note: 'left open' }, {}, {}] });
    const question = shown(dispatcher.queues.sent, `reply:${ask.id}`);
    expect(question).toContain(`🚀 Shipped ${plan} • 1 closed, 2 skipped`);
    expect(question).not.toContain('[ Ship anyway ]');
  });

  it('does not count an issue that was opened again as done', async () => {
    const { dispatcher, plan } = await started([1, 2, 3]);
    await dispatcher.take(dispatcher.issueChanged(2, { action: 'reopened' }));
    expect(await dispatcher.command('ship', { run_id: plan })).toContain('1 of 3 tasks of');
    await dispatcher.press('ship-anyway', plan);
    expect((await dispatcher.plan(plan)).endNote).toContain('2 closed, 1 reopened');
  });

  it('fails a run of which nothing was merged', async () => {
    const { dispatcher, plan } = await started();
    await dispatcher.press('ship-anyway', plan);
    expect((await dispatcher.plan(plan)).state).toBe('failed');
  });

  it('goes on when told to', async () => {
    const { dispatcher, plan } = await started();
    const ask = dispatcher.requested('ship', { run_id: plan });
    await dispatcher.take(ask);
    expect(await dispatcher.press('keep-going', plan)).toContain('goes on');
    expect(shown(dispatcher.queues.sent, `reply:${ask.id}`)).toContain('keeps going');
    expect((await dispatcher.plan(plan)).state).toBe('in_progress');
  });

  it('has one question open at a time, and settles it once', async () => {
    const { dispatcher, plan } = await started();
    const questions = [dispatcher.requested('ship', { run_id: plan }), dispatcher.requested('ship', { run_id: plan })];
    for (const question of questions) await dispatcher.take(question);
    const says = () => questions.map(({ id }) => shown(dispatcher.queues.sent, `reply:${id}`));
    expect(says()[0]).toBe(`Asked again below: \`${plan}\``);
    expect((await dispatcher.plan(plan)).shipQuestions).toHaveLength(1);
    await dispatcher.press('keep-going', plan, ben);
    expect(says()[1]).toContain('decided by Ben');
    expect(await dispatcher.press('keep-going', plan)).toContain('reason_code: nothing_asked');
    await dispatcher.press('ship-anyway', plan);
    expect(says()).toEqual([expect.stringContaining('Asked again'), expect.stringContaining('decided by Ben')]);
  });

  it('is refused for a run that is pending, finished, discarded or unknown', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    expect(await dispatcher.command('ship', { run_id: plan })).toContain('reason_code: not_approved_yet');
    expect(await dispatcher.press('keep-going', plan)).toContain('reason_code: nothing_asked');
    await dispatcher.press('discard', plan);
    expect(await dispatcher.command('ship', { run_id: plan })).toContain('reason_code: run_discarded');
    expect(await dispatcher.command('ship', { run_id: 'plan-x' })).toContain('reason_code: run_not_found');
    const { dispatcher: other, plan: finished } = await started([1, 2, 3]);
    await other.command('ship', { run_id: finished });
    expect(await other.command('ship', { run_id: finished })).toContain('reason_code: run_finished');
  });
});
