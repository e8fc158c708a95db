/** What is verified already is not verified twice: the second person is pointed at it. */
import { recentWith, type TrackingSummary } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { ben, testDispatcher } from '../../test-dispatcher.ts';
import { buildReport, followed, runEnded, runSeen } from '../tracking/test-trackings.ts';

const open = async ({ store }: ReturnType<typeof testDispatcher>): Promise<TrackingSummary[]> =>
  store.listTrackings('open', 50);

describe('a verification of what is being verified', () => {
  it('is pointed at that one, and asks nothing of GitHub or the site', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.command('verify-latest');
    const [first] = await open(dispatcher);
    expect(
      (await dispatcher.command('verify-latest', {}, ben)).replaceAll(first?.id ?? '', '<id>'),
    ).toMatchInlineSnapshot(
      `"⏳ This is being verified already, as \`<id>\`; its message changes when it is done. \`/status run_id:<id>\` shows how it stands."`,
    );
    expect(await open(dispatcher)).toHaveLength(1);
    expect(dispatcher.queues.sent.filter(({ queue }) => queue === 'poll')).toHaveLength(1);
  });

  it('is found by those who come at the same moment', async () => {
    const dispatcher = testDispatcher();
    await Promise.all(Array.from({ length: 6 }, () => dispatcher.command('verify-run', { run_id: '7001' })));
    expect(await open(dispatcher)).toHaveLength(1);
  });

  it('is one of the run that the latest has turned out to be', async () => {
    const { dispatcher, sees } = await followed('verify-latest');
    await sees({ run: runSeen() });
    expect(await dispatcher.command('verify-run', { run_id: '7001' })).toContain('being verified already');
    expect(await dispatcher.command('verify-run', { run_id: '7002' })).toContain('Verifying');
  });

  it('is begun anew where it asks for more, and once the other has ended', async () => {
    const { dispatcher, sees } = await followed('verify-latest');
    expect(await dispatcher.command('verify-latest', { diagnose: true })).toContain('Verifying');
    await sees({ run: runEnded(), report: buildReport() });
    expect(await dispatcher.command('verify-latest')).toContain('Verifying');
  });

  it('is begun anew where the other was announced and never came', async () => {
    const dispatcher = testDispatcher();
    const entries = [{ id: 'verify-lost', at: dispatcher.clock.now() }];
    const place = { id: 'verification latest', entries, expiresAt: 9e9 };
    await dispatcher.store.create(recentWith(undefined, place));
    expect(await dispatcher.command('verify-latest')).toContain('being verified already');
    dispatcher.clock.advance(60_000);
    expect(await dispatcher.command('verify-latest')).toContain('Verifying');
  });

  it('stays its own, however often it is delivered', async () => {
    const dispatcher = testDispatcher();
    const request = dispatcher.requested('verify-latest');
    await dispatcher.take(request);
    await dispatcher.take(request);
    expect(await open(dispatcher)).toHaveLength(1);
    expect(JSON.stringify(dispatcher.queues.sent)).not.toContain('being verified already');
  });
});
