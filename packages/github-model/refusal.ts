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

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}
