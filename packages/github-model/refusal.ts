/** What GitHub answers to a request that it does not carry out. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}
