/** `/status`: shows one run, and has it compared with GitHub on the way; or lists the runs there are. */
import type { catalogue, OptionsOf } from '@valine/commands';
import type { CommandRequested } from '@valine/contracts';
import { flushOutbox } from '@valine/lambda-kit';
import { isRunEnded } from '@valine/runs';
import { answerOnce, finishEarlierAnswer } from '../answer/answer-once.ts';
import type { Ports } from '../ports.ts';
import { runNotFoundMessage } from '../run-change/change-asked-run.ts';
import { runCheck } from '../run-change/run-check.ts';
import { runListMessage, runStatusMessage } from './messages.ts';

const DEFAULT_COUNT = 2;
/** More open plans than this at a time no team has; the rest would not fit the message. */
const MAX_OPEN = 10;

export async function handleStatus(
  ports: Ports,
  request: CommandRequested,
  options: OptionsOf<typeof catalogue.status>,
): Promise<void> {
  if (await finishEarlierAnswer(ports, request)) return;
  if (options.run_id === undefined) await listRuns(ports, request, options.count ?? DEFAULT_COUNT);
  else await showRun(ports, request, options.run_id);
}

async function listRuns(ports: Ports, request: CommandRequested, count: number): Promise<void> {
  const [open, ended] = await Promise.all([
    ports.store.listRuns('open', MAX_OPEN),
    ports.store.listRuns('ended', count),
  ]);
  const message = runListMessage(open, ended, count, ports.clock.now());
  await answerOnce(ports, request, { outcome: 'answered', message });
}

async function showRun(ports: Ports, request: CommandRequested, runId: string): Promise<void> {
  const run = await ports.store.find('run', runId);
  if (run === undefined) {
    await answerOnce(ports, request, { outcome: 'run_not_found', message: runNotFoundMessage(runId) });
    return;
  }
  // What a worker promised that died, and whose message another has finished, goes out now at the latest.
  await flushOutbox(ports, run);
  const now = ports.clock.now();
  const message = runStatusMessage(run, now);
  const besides = isRunEnded(run) ? [] : [runCheck(run, request.id, now)];
  await answerOnce(ports, request, { outcome: 'answered', message, besides });
}
