import { describe, expect, it } from 'vitest';
import { followed } from '../tracking/test-trackings.ts';

describe('/diagnose', () => {
  it('starts the workflow, with a correlation id by which its run is known again', async () => {
    const { dispatcher, message, tracking } = await followed('diagnose');
    const { stages } = await tracking();
    const [run] = dispatcher.repository.runs;
    expect(run?.displayTitle).toBe(`Diagnose on Demand — ${stages[0]?.correlationId} by Ada`);
    expect(run?.inputs).toEqual({ correlation_id: stages[0]?.correlationId, requester: 'Ada' });
    expect(await message()).toMatchInlineSnapshot(`
      "🟡 Queued • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada
      [ Cancel ]"
    `);
  });
});
