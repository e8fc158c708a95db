/** What every command and observation asks of GitHub, of the table and of the queues, so that growth is seen. */
import { expect, it } from 'vitest';
import { type TestDispatcher, testDispatcher } from './test-dispatcher.ts';
import { buildReport, followed, runEnded, runSeen, type TrackingBench } from './workflows/tracking/test-trackings.ts';

type Act = (dispatcher: TestDispatcher) => Promise<unknown>;

async function costOf(dispatcher: TestDispatcher, act: Act): Promise<string> {
  const { store, queues, repository, github } = dispatcher;
  const [reads, writes, sends] = [store.reads, store.writes, queues.calls];
  const calls = repository.calls.length + github.calls.length;
  await act(dispatcher);
  const interaction = [...github.calls, ...repository.calls].slice(calls);
  const counted = `${store.reads - reads} reads, ${store.writes - writes} writes, ${queues.calls - sends} sends`;
  return `${counted}; GitHub: ${interaction.join(', ') || 'none'}`;
}

const FAILED = { run: runEnded('failure'), report: buildReport({ verdict: 'bad', conclusion: 'failure' }) };

async function benchWith(...seen: Parameters<TrackingBench['sees']>[0][]): Promise<TrackingBench> {
  const bench = await followed('diagnose');
  for (const each of seen) await bench.sees(each);
  if (seen.includes(FAILED)) bench.dispatcher.repository.workflowRun().complete('failure');
  return bench;
}

it('of each command', async () => {
  const commands: [string, Record<string, string | boolean>][] = [
    ['status', {}],
    ['verify-latest', {}],
    ['verify-latest', { diagnose: true }],
    ['verify-run', { run_id: '7001' }],
    ['diagnose', {}],
    ['deploy-client', { wait: true }],
  ];
  const costs: Record<string, string> = {};
  for (const [name, options] of commands) {
    const title = [`/${name}`, ...Object.keys(options)].join(' ');
    const dispatcher = testDispatcher();
    // The very first entry of an audit looks whether it is.
    await dispatcher.command('help', {});
    costs[title] = await costOf(dispatcher, () => dispatcher.command(name, options));
  }
  expect(costs).toMatchInlineSnapshot(`
    {
      "/deploy-client wait": "4 reads, 7 writes, 3 sends; GitHub: listWorkflowRuns, dispatchWorkflow",
      "/diagnose": "4 reads, 7 writes, 3 sends; GitHub: dispatchWorkflow",
      "/status": "4 reads, 6 writes, 1 sends; GitHub: listWorkflowRuns, listWorkflowRuns",
      "/verify-latest": "5 reads, 7 writes, 2 sends; GitHub: none",
      "/verify-latest diagnose": "6 reads, 7 writes, 2 sends; GitHub: none",
      "/verify-run run_id": "6 reads, 7 writes, 2 sends; GitHub: none",
    }
  `);
});

it('of each observation', async () => {
  const single = await benchWith();
  const chained = await followed('verify-latest', { diagnose: true });
  const ended = { run: runEnded(), report: buildReport() };
  const sees = ({ dispatcher, observed }: TrackingBench, seen: Parameters<TrackingBench['observed']>[0]) =>
    costOf(dispatcher, () => dispatcher.take(observed(seen)));
  expect({
    'it is queued': await sees(single, { run: runSeen({ status: 'queued' }) }),
    'it is running': await sees(single, { run: runSeen() }),
    'it is running, once more': await sees(single, { run: runSeen() }),
    'it has ended': await sees(single, ended),
    'the first of two has ended': await sees(chained, ended),
  }).toMatchInlineSnapshot(`
    {
      "it has ended": "1 reads, 2 writes, 1 sends; GitHub: none",
      "it is queued": "1 reads, 1 writes, 0 sends; GitHub: none",
      "it is running": "1 reads, 2 writes, 1 sends; GitHub: none",
      "it is running, once more": "1 reads, 0 writes, 0 sends; GitHub: none",
      "the first of two has ended": "1 reads, 3 writes, 2 sends; GitHub: dispatchWorkflow",
    }
  `);
});

it('of each button', async () => {
  const running = await benchWith({ run: runSeen() });
  const [again, diagnosed] = [await benchWith(FAILED), await benchWith(FAILED)];
  const well = await benchWith({ run: runEnded(), report: buildReport() });
  const press = (button: string, { dispatcher, trackingId }: TrackingBench) =>
    costOf(dispatcher, () => dispatcher.press(button, trackingId));
  expect({
    Cancel: await press('cancel-workflow', running),
    'Re-run failed jobs': await press('rerun-failed', again),
    Diagnose: await press('diagnose-now', diagnosed),
    Details: await press('details', well),
  }).toMatchInlineSnapshot(`
    {
      "Cancel": "3 reads, 5 writes, 1 sends; GitHub: cancelWorkflowRun",
      "Details": "3 reads, 5 writes, 1 sends; GitHub: none",
      "Diagnose": "3 reads, 6 writes, 3 sends; GitHub: dispatchWorkflow",
      "Re-run failed jobs": "3 reads, 5 writes, 1 sends; GitHub: rerunFailedJobs",
    }
  `);
});
