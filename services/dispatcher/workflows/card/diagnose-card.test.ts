/** What the message of a diagnose says, from its start to its report. */
import { describe, expect, it } from 'vitest';
import { buildCheck, buildReport, followed, runEnded, runSeen } from '../tracking/test-trackings.ts';

const CHECKS = [
  buildCheck('oidc', { ms: 1204, details: 'role valine-diagnose' }),
  buildCheck('api_health', { status: 200, ms: 85 }),
];

describe('the message of a diagnose', () => {
  it('goes from starting to its report in one message', async () => {
    const { dispatcher, sees, revisions, request } = await followed('diagnose');
    expect(dispatcher.firstSaid(`reply:${request.id}`)).toMatchInlineSnapshot(`
      "🟡 Starting Diagnose…
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada"
    `);
    expect(await sees({ run: runSeen() })).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada
      [ Cancel ]"
    `);
    expect(await sees({ run: runSeen({ job: 'diagnose', step: 'API /health' }) })).toMatchInlineSnapshot(`
      "⏳ Running • [run](https://github.com/acme/web/actions/runs/7001)
      \`diagnose\` › \`API /health\`
      -# \`diagnose-1rt2p8hhcv\` • correlation id \`d4746a06\` • requested by Ada
      [ Cancel ]"
    `);
    const report = buildReport({ checks: CHECKS });
    expect(await sees({ run: runEnded(), report })).toMatchInlineSnapshot(`
      "🟢 OK • Diagnose on Demand • 25s • [run](https://github.com/acme/web/actions/runs/7001)
      -# \`diagnose-1rt2p8hhcv\` • requested by Ada
      [ Details ]"
    `);
    expect(await revisions()).toBe(5);
  });
});
