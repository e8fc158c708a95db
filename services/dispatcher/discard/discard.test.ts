import { describe, expect, it } from 'vitest';
import { ben, openDesk, shown } from '../test-desk.ts';

describe('discarding a plan', () => {
  it('cancels a pending plan and says so on its card', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    expect(await desk.press('discard', plan, ben)).toContain('is discarded; nothing was started');
    const run = await desk.run(plan);
    expect(run.state).toBe('cancelled');
    expect(shown(desk.queues.sent, `reply:${run.reply.interactionId}`)).toContain('Discarded by Ben');
  });

  it('is refused once the plan is in progress, discarded or finished', async () => {
    const desk = openDesk();
    const plan = await desk.planned();
    await desk.press('approve', plan);
    expect(await desk.press('discard', plan)).toContain('reason_code: already_approved');
    await desk.press('ship-anyway', plan);
    expect(await desk.press('discard', plan)).toContain('reason_code: run_finished');
    const other = await desk.planned();
    await desk.press('discard', other);
    expect(await desk.press('discard', other)).toContain('reason_code: run_discarded');
  });
});
