/** Reads what a run left behind. It is worth coming back for, during a moment, and never worth the result itself. */
import { GitHubError } from '@valine/github';
import type { Logger } from '@valine/lambda-kit';
import { isPassing, LONGEST_RETURN_SECONDS } from '../../shared/asking-github.ts';
import type { TimeLeft } from '../../shared/inspection-ports.ts';

/** Storage that hangs leaves the others their time. */
const LONGEST_MS = 6000;

/** Undefined for what cannot be read. @throws GitHubError for what may be there when the caller comes back */
export type ReadEvidence = <T>(read: (withinMs: number) => Promise<T>) => Promise<{ is: T } | undefined>;

/** `mayComeBack`: whether it can be asked for again in some seconds. */
export function evidenceReader({ logger }: { logger: Logger }, left: TimeLeft, mayComeBack: boolean): ReadEvidence {
  return async (read) => {
    try {
      return { is: await read(Math.min(LONGEST_MS, left() ?? LONGEST_MS)) };
    } catch (error) {
      if (!(error instanceof GitHubError) || (mayComeBack && endsSoon(error))) throw error;
      logger.warn('GitHub does not let this be read', { problem: error.message });
      return undefined;
    }
  };
}

function endsSoon(error: GitHubError): boolean {
  return isPassing(error) && (error.retryAfterSeconds ?? 0) <= LONGEST_RETURN_SECONDS;
}
