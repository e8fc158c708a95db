/** No token could be had for an App's call. */
import type { RequestError } from '@octokit/request-error';

/** The call that it was for was not made, and what GitHub said is not about that call. */
export class NoToken extends Error {
  override name = 'NoToken';
  readonly failure: RequestError;
  constructor(failure: RequestError) {
    super('no token could be had', { cause: failure });
    this.failure = failure;
  }
}
