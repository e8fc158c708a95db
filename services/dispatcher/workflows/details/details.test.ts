import { describe, expect, it } from 'vitest';
import { ben, testDispatcher } from '../../test-dispatcher.ts';
import { buildCheck, buildReport, followed, runEnded, runSeen } from '../tracking/test-trackings.ts';

const CHECKS = [
  buildCheck('oidc', { ms: 1204, details: 'role valine-diagnose' }),
  buildCheck('api_health', { status: 200, ms: 85 }),
];
const WELL = { run: runEnded(), report: buildReport({ checks: CHECKS }) };

describe('Details', () => {
  it('shows what stands behind the one line, to whoever presses it', async () => {
    const { dispatcher, trackingId, sees } = await followed('diagnose');
    await sees(WELL);
    expect(await dispatcher.press('details', trackingId, ben)).toMatchInlineSnapshot(`
      "🟢 OK
      [run](https://github.com/acme/web/actions/runs/7001) • 25s
      -# \`diagnose-1rt2p8hhcv\` • requested by Ada
      2 checks: 2 ok
      🟢 \`oidc\` • 1204 ms • role valine-diagnose
      🟢 \`api_health\` • 200 • 85 ms"
    `);
  });

  it('changes nothing of the message, and asks GitHub nothing', async () => {
    const { dispatcher, trackingId, sees, revisions } = await followed('diagnose');
    await sees(WELL);
    const [before, calls] = [await revisions(), dispatcher.repository.calls.length];
    await dispatcher.press('details', trackingId);
    expect([await revisions(), dispatcher.repository.calls.length]).toEqual([before, calls]);
  });

  it('shows how it stands now, where the message has moved on', async () => {
    const { dispatcher, trackingId, sees } = await followed('diagnose');
    await sees({ run: runSeen() });
    expect(await dispatcher.press('details', trackingId)).toContain('⏳ Running');
  });

  it('says so where nothing is known any more', async () => {
    expect(await testDispatcher().press('details', 'deploy-0000000000')).toContain('reason_code: follow_not_found');
  });
});
