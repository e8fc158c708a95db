/** What GitHub answers to a request that it does not carry out. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  /** Permissions that would have done, as GitHub names them: `contents=write`. */
  readonly accepted?: string;
  constructor(status: number, message: string, accepted?: string) {
    super(message);
    this.status = status;
    if (accepted !== undefined) this.accepted = accepted;
  }
}

/** Too many requests of a kind: it can be asked again later. */
export class RateLimited extends Refusal {
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}
