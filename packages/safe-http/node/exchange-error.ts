/** A connection or an answer that failed, told by how far it had come. */

export class ExchangeError extends Error {
  override name = 'ExchangeError';
  readonly problem: 'connection' | 'tls' | 'bad_answer';
  /** What the system calls it, like `ECONNREFUSED`. */
  readonly code: string;
  /** Whether another address of the host might do: nothing was said to this one yet. */
  readonly neverConnected: boolean;

  constructor(problem: ExchangeError['problem'], cause: unknown, neverConnected = false) {
    const code = codeOf(cause);
    super(`${problem}: ${code}`, { cause });
    this.problem = problem;
    this.code = code;
    this.neverConnected = neverConnected;
  }
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown';
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name;
}
