/** Something the person at the terminal can put right; its message says what is wrong and what to do. */
export class CliError extends Error {
  override name = 'CliError';
}

/** The command was not written as it must be; ends with exit code 2. */
export class UsageError extends CliError {
  override name = 'UsageError';
}
