/** Looks into a workflow run that has completed, and reports what it found. */
import type { WorkflowRunState } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { RetryLater } from '@valine/lambda-kit';
import type { Tracking } from '@valine/records';
import type { CheckContext, Ports } from '../ports.ts';
import { backOffSeconds } from './back-off.ts';
import { millisecondsLeft } from './milliseconds-left.ts';
import { sendObserved } from './send-observed.ts';

/** @throws RetryLater while GitHub cannot be asked, or does not show yet what the run left behind */
export async function inspectCompleted(
  ports: Ports,
  tracking: Tracking,
  run: WorkflowRunState,
  context: CheckContext,
): Promise<void> {
  const { clock } = ports;
  try {
    const report = await ports.inspect(tracking, run, () => millisecondsLeft(context, clock.now()));
    if (report === undefined)
      throw new RetryLater(backOffSeconds(context.waits), 'GitHub does not show yet what the run left behind');
    await sendObserved(ports, tracking, { run, report });
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (!isPassing(error)) return sendObserved(ports, tracking, { run, problem: 'github_refused' });
    if (clock.now() >= tracking.deadline) return sendObserved(ports, tracking, { run, problem: 'timed_out' });
    throw new RetryLater(backOffSeconds(context.waits, error.retryAfterSeconds), error.message, { cause: error });
  }
}

export function isPassing({ reason }: Pick<GitHubError, 'reason'>): boolean {
  return reason === 'unavailable' || reason === 'rate_limited';
}
