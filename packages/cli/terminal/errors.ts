/** An error that the person at the terminal can put right. Its message says what is wrong and what to do. */

export class CliError extends Error {
  override name = 'CliError';
}

/** All is said; the program ends with this code. */
export class ExitCode extends Error {
  override name = 'ExitCode';
  readonly exitCode: number;
  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}

/** The command line was written wrongly. The exit code is 2. */
export class UsageError extends CliError {
  override name = 'UsageError';
}
