/** Failures named by what happens next. Anything else that is thrown is a bug: logged, retried, dead-lettered. */

/** The person is told, with what to do next. `reasonCode` is stable: programs and people search for it. */
export class UserError extends Error {
  override name = 'UserError';
  readonly reasonCode: string;
  constructor(reasonCode: string, message: string) {
    super(message);
    this.reasonCode = reasonCode;
  }
}

/** Not now: the message comes back after `afterSeconds`, without having spent a receive. */
export class RetryLater extends Error {
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
