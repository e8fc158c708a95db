/** GitHub Actions in a story: runs that take no time or wait to be finished, and when all of it has come to rest. */
import { setImmediate } from 'node:timers/promises';
import type { GitHubSandbox } from '@valine/sandboxes';

type Wish = Parameters<GitHubSandbox['nextRun']>[0];

export const AT_ONCE: Wish = { queuedSeconds: 0, seconds: 0 };
/** Longer than any story, so that a run stays at its first step until it is finished, cancelled, or its clock is wound. */
const VERY_LONG = 1_000_000;
export const HELD: Wish = { queuedSeconds: 0, seconds: VERY_LONG };
export const QUEUED: Wish = { queuedSeconds: VERY_LONG };

/** Until every webhook is answered, and every run has ended or waits for a time that has not come. */
export async function whenGitHubRests(github: GitHubSandbox): Promise<void> {
  while (isGitHubBusy(github)) await setImmediate();
}

export function isGitHubBusy(github: GitHubSandbox): boolean {
  return github.pending() > 0 && github.pending() > waitingRuns(github);
}

function waitingRuns(github: GitHubSandbox): number {
  const last = github.workflowRuns().flatMap(({ attempts }) => attempts.at(-1) ?? []);
  return last.filter(({ status, dueAt }) => status !== 'completed' && dueAt > Date.now()).length;
}

/** Of the run that was started last. */
export function newestRun(github: GitHubSandbox): number {
  const id = github.workflowRuns().at(-1)?.id;
  if (id === undefined) throw new Error('there is no workflow run');
  return id;
}
