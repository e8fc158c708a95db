/** Waits for a thread's answers, one at a time; a thread that dies or is late has answered too. */
import type { Worker } from 'node:worker_threads';
import type { InvocationResult, Outcome } from './protocol.ts';

export type InvocationResults = {
  isAlive(): boolean;
  /** Resolves to the next answer, or to `late` after so many milliseconds. */
  next(milliseconds: number, late: Outcome): Promise<Outcome>;
};

export function receiveAnswers(worker: Worker): InvocationResults {
  let waiting: ((outcome: Outcome) => void) | undefined;
  let death: Outcome | undefined;
  let crash: Error | undefined;
  worker.on('message', (answer: InvocationResult) => waiting?.(answer));
  worker.on('error', (error: Error) => {
    crash = error;
  });
  worker.on('exit', (code) => {
    death = exited(crash, code);
    waiting?.(death);
  });

  return {
    isAlive: () => death === undefined,
    next(milliseconds, late) {
      if (death) return Promise.resolve(death);
      return new Promise((resolve) => {
        const timer = setTimeout(() => waiting?.(late), milliseconds);
        waiting = (outcome) => {
          clearTimeout(timer);
          waiting = undefined;
          resolve(outcome);
        };
      });
    },
  };
}

function exited(crash: Error | undefined, code: number): Outcome {
  const errorMessage = crash ? `${crash.name}: ${crash.message}` : `Runtime exited with error: exit status ${code}`;
  return { kind: 'error', error: { errorType: 'Runtime.ExitError', errorMessage } };
}
