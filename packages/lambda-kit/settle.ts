/**
 * Failures named by what happens next, and what becomes of a message whose handling threw them. A refusal is none of
 * them, but a decision with a message of its own. Anything else that is thrown is a bug: logged, retried, dead-lettered.
 */
import { TransientError } from '@valine/records';
import { decideStoreWait, shortestWait } from './decide-store-wait.ts';
import type { Clock, LogFields, Logger } from './ports.ts';
import type { QueueRecord } from './record.ts';

/** Not now: the message comes back after `afterSeconds`. Only on a FIFO queue does that spend a receive. */
export class RetryLater extends TransientError {
  override name = 'RetryLater';
  readonly afterSeconds: number;
  constructor(afterSeconds: number, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.afterSeconds = afterSeconds;
  }
}

/** Trying again cannot help: logged with its reason, and the message is finished. */
export class GiveUp extends Error {
  override name = 'GiveUp';
}

/** `finished`: deleted. `wait`: comes back after so many seconds. `return`: comes back after the visibility timeout. */
export type Settlement = { is: 'finished' } | { is: 'wait'; seconds: number } | { is: 'return' };

/** A message whose handling threw; `about` names it in the log. */
export type Failed = { record: QueueRecord; fifo: boolean; about: LogFields };

export function settleFailure(
  error: unknown,
  { clock, logger }: { clock: Clock; logger: Logger },
  { record, fifo, about }: Failed,
): Settlement {
  if (error instanceof RetryLater) {
    const asked = Math.max(0, Math.ceil(error.afterSeconds));
    const afterSeconds = fifo ? Math.max(asked, shortestWait(record.receiveCount)) : asked;
    logger.info('message waits', { ...about, reason: error.message, afterSeconds, error: error.cause });
    return { is: 'wait', seconds: afterSeconds };
  }
  if (error instanceof GiveUp) {
    logger.error('message given up', { ...about, reason: error.message, error: error.cause });
    return { is: 'finished' };
  }
  if (error instanceof TransientError) {
    const earlier = record.waits + record.receiveCount - 1;
    const seconds = decideStoreWait({ ...record, earlier, fifo }, clock.now());
    if (seconds !== undefined) return waitForStore(error, seconds, earlier, logger, about);
  }
  logger.error('message failed', { ...about, error });
  return { is: 'return' };
}

/** Now and then is what stores do; again and again is worth a look. */
const WORTH_A_LOOK = 2;

function waitForStore(error: Error, seconds: number, earlier: number, logger: Logger, about: LogFields): Settlement {
  const fields = { ...about, reason: error.message, afterSeconds: seconds, error: error.cause };
  if (earlier < WORTH_A_LOOK) logger.info('message waits for the store', fields);
  else logger.warn('message waits for the store', fields);
  return { is: 'wait', seconds };
}
