/** An error that the person at the terminal can put right. Its message says what is wrong and what to do. */

export class CliError extends Error {
  override name = 'CliError';
}

/** The command line was written wrongly. The exit code is 2. */
export class UsageError extends CliError {
  override name = 'UsageError';
}
