import { describe, expect, it } from 'vitest';
import { ben, shown, testDispatcher } from '../../test-dispatcher.ts';

describe('discarding a plan', () => {
  it('cancels a pending plan and says so on its card', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    expect(await dispatcher.press('discard', plan, ben)).toContain('nothing was started');
    const discarded = await dispatcher.plan(plan);
    expect(discarded.state).toBe('cancelled');
    expect(shown(dispatcher.queues.sent, `reply:${discarded.reply.interactionId}`)).toContain('Discarded by Ben');
  });

  it('is refused once the plan is in progress, discarded or finished', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan);
    expect(await dispatcher.press('discard', plan)).toContain('reason_code: already_approved');
    await dispatcher.press('ship-anyway', plan);
    expect(await dispatcher.press('discard', plan)).toContain('reason_code: run_finished');
    const other = await dispatcher.planned();
    await dispatcher.press('discard', other);
    expect(await dispatcher.press('discard', other)).toContain('reason_code: run_discarded');
  });
});
