/** Prints results on standard output, and what goes on meanwhile on a terminal's standard error. */
import type { Terminal } from './ports.ts';

type Stream = { write(text: string): unknown; isTTY?: boolean };

const CLEAR_LINE = '\r\u001b[2K';

export function createTerminal(stdout: Stream, stderr: Stream): Terminal & { error(text: string): void } {
  return {
    print: (text) => void stdout.write(`${text}\n`),
    error: (text) => void stderr.write(`${text}\n`),
    progress(text) {
      if (stderr.isTTY) stderr.write(`${CLEAR_LINE}${text}`);
    },
  };
}
