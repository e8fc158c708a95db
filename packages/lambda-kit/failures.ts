/**
 * Failures named by what happens next; a refusal is none of them, but a decision with a message of its own. Anything
 * else that is thrown is a bug: logged, retried, dead-lettered.
 */
import { TransientError } from '@valine/records';

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
