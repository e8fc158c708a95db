/** `run.check`: compares a stored run with GitHub and reports what differs to the dispatcher. */
import type { RunCheck, RunObserved } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { entryOf, GiveUp, RetryLater } from '@valine/lambda-kit';
import { isRunEnded, operationId, type Run } from '@valine/runs';
import type { CheckContext, Ports } from '../ports.ts';
import { decideDifferences, openTasks } from './decide-differences.ts';
import { decideFailure, PATIENCE_MINUTES } from './decide-failure.ts';
import { seeIssues } from './see-issues.ts';

/** What is left to do then is one send, or one put-back, of 2 s at most each. */
const REPORTING_MS = 6000;

/**
 * The report says nothing (`issues: []`) when all is in line, so that its reader learns that too.
 * @throws RetryLater while GitHub cannot be asked; GiveUp after 30 minutes of it, or when the run is not ours to check.
 */
export async function checkRun(ports: Ports, check: RunCheck, context: CheckContext): Promise<void> {
  const { store, queues, clock, logger } = ports;
  const run = await store.find('run', check.runId);
  if (run === undefined || isRunEnded(run)) {
    logger.info('nothing to check: the run is unknown or has ended', { id: check.id, runId: check.runId });
    return;
  }
  assertReadable(run, ports.repository);
  const issues = await observeIssues(ports, run, check, context);
  const report: RunObserved = {
    type: 'run.observed',
    id: operationId(check.id, 'observed'),
    runId: run.id,
    issues,
    observedAt: clock.now(),
  };
  await queues.send('dispatch', [entryOf(report)]);
  logger.info('run checked', { id: check.id, runId: run.id, tasks: openTasks(run).length, differ: issues.length });
}

/** Another repository's issues have the same numbers: comparing with those would end tasks for nothing. */
function assertReadable(run: Run, repository: string): void {
  if (run.repository.toLowerCase() === repository.toLowerCase()) return;
  throw new GiveUp(
    `${run.id} is a plan of ${run.repository}, but GITHUB_REPOSITORY is ${repository}: end the run, or set it back.`,
  );
}

async function observeIssues({ github, clock }: Ports, run: Run, check: RunCheck, { waits, deadline }: CheckContext) {
  const numbers = openTasks(run).map(({ number }) => number);
  const left = () => (deadline === undefined ? undefined : deadline - REPORTING_MS - clock.now());
  try {
    return decideDifferences(run, await seeIssues(github, run.label, numbers, left));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const decision = decideFailure(error, check.requestedAt, clock.now(), waits);
    if (decision.kind === 'wait') throw new RetryLater(decision.seconds, error.message, { cause: error });
    if (decision.kind === 'give_up') throw new GiveUp(gaveUpReason(run.id, error.message), { cause: error });
    throw error;
  }
}

function gaveUpReason(runId: string, problem: string): string {
  return `${runId} could not be checked for ${PATIENCE_MINUTES} minutes: ${problem} Ask for its status to check again.`;
}
