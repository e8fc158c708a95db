/** Runs a JavaScript or TypeScript program of the project to its end, its output shown as it comes. */
import { type SpawnOptions, spawn } from 'node:child_process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `node <arguments…>` in `folder` and passes on the signals that ask this process to stop.
 * A stopped program stops the gate too. `environment`: what it sees besides this process's own. @returns the exit code
 */
export function runProgram(
  folder: string,
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((done, fail) => {
    const env = { ...process.env, ...environment };
    // A group of its own, so that a signal reaches what a launcher has started, too.
    const options: SpawnOptions = { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true };
    const child = spawn(process.execPath, programArguments, options);
    const stop = (signal: NodeJS.Signals) => {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
      child.once('close', () => process.exit(130));
    };
    for (const signal of SIGNALS) process.once(signal, stop);
    child.once('error', fail);
    child.once('close', (code) => {
      for (const signal of SIGNALS) process.removeListener(signal, stop);
      done(code ?? 1);
    });
  });
}
