/** What becomes of a message whose handling threw: the one place where failures turn into retries and logs. */
import { GiveUp, RetryLater } from './failures.ts';
import type { Logger } from './ports.ts';

/** `finished`: deleted. `wait`: comes back after so many seconds. `return`: comes back after the visibility timeout. */
export type Settlement = { is: 'finished' } | { is: 'wait'; seconds: number } | { is: 'return' };

/** `about` names the message in the log. */
export function settleFailure(error: unknown, logger: Logger, about: Record<string, unknown>): Settlement {
  if (error instanceof RetryLater) {
    logger.info('message waits', {
      ...about,
      reason: error.message,
      afterSeconds: error.afterSeconds,
      error: error.cause,
    });
    return { is: 'wait', seconds: Math.max(0, Math.ceil(error.afterSeconds)) };
  }
  if (error instanceof GiveUp) {
    logger.error('message given up', { ...about, reason: error.message, error: error.cause });
    return { is: 'finished' };
  }
  logger.error('message failed', { ...about, error });
  return { is: 'return' };
}
