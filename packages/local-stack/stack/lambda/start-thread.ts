/** One execution environment of a function: a worker thread, one invocation at a time. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from '../account.ts';
import { arnOf } from '../arn.ts';
import type { FromThread, FunctionError, Invocation, ThreadData } from './protocol.ts';

export type Outcome =
  | { kind: 'result'; payload: string }
  | { kind: 'error'; error: FunctionError }
  | { kind: 'timeout'; error: FunctionError };

export type Thread = {
  /** Resolves in any case; after a time-out or a crash the thread is dead. `event` is JSON. */
  invoke(event: string): Promise<Outcome>;
  isAlive(): boolean;
  kill(): Promise<void>;
};

export type ThreadOptions = {
  definition: FunctionDefinition;
  region: string;
  environment: Record<string, string>;
  /** Takes the function's console output. */
  output: NodeJS.WritableStream;
};

const INIT_MILLISECONDS = 10_000;

export function startThread({ definition, region, environment, output }: ThreadOptions): Thread {
  const { name, modulePath, handlerName, memoryMegabytes, timeoutSeconds } = definition;
  const arn = arnOf('lambda', region, `function:${name}`);
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: { modulePath, handlerName, functionName: name, arn, memoryMegabytes } satisfies ThreadData,
    env: environment,
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
  });
  worker.stdout.pipe(output, { end: false });
  worker.stderr.pipe(output, { end: false });
  let alive = true;
  const messages = receiveFrom(worker, () => {
    alive = false;
  });
  const ready = messages.next(INIT_MILLISECONDS, initTimeout());

  async function kill(): Promise<void> {
    alive = false;
    await worker.terminate();
  }

  async function invoke(event: string): Promise<Outcome> {
    const started = await ready;
    if (started.kind !== 'ready') return started.kind === 'result' ? started : killedBy(started);
    const limit = timeoutSeconds * 1000;
    const answer = messages.next(limit, timeout(timeoutSeconds));
    worker.postMessage({ requestId: randomUUID(), event, deadline: Date.now() + limit } satisfies Invocation);
    const outcome = await answer;
    return outcome.kind === 'ready' ? invoke(event) : outcome.kind === 'timeout' ? killedBy(outcome) : outcome;
  }

  async function killedBy<T extends Outcome>(outcome: T): Promise<T> {
    await kill();
    return outcome;
  }

  return { invoke, isAlive: () => alive, kill };
}

/** Waits for one message at a time; the thread's death is a message too. */
function receiveFrom(worker: Worker, died: () => void) {
  let waiting: ((message: FromThread | Outcome) => void) | undefined;
  let death: Outcome | undefined;
  let crash: Error | undefined;
  worker.on('message', (message: FromThread) => waiting?.(message));
  worker.on('error', (error: Error) => {
    crash = error;
  });
  worker.on('exit', (code) => {
    const reason = crash ? `${crash.name}: ${crash.message}` : `Runtime exited with error: exit status ${code}`;
    death = { kind: 'error', error: { errorType: 'Runtime.ExitError', errorMessage: reason } };
    died();
    waiting?.(death);
  });

  function next(milliseconds: number, late: Outcome): Promise<FromThread | Outcome> {
    if (death) return Promise.resolve(death);
    return new Promise((resolve) => {
      const timer = setTimeout(() => waiting?.(late), milliseconds);
      waiting = (message) => {
        clearTimeout(timer);
        waiting = undefined;
        resolve(message);
      };
    });
  }

  return { next };
}

function timeout(seconds: number): Outcome {
  const errorMessage = `Task timed out after ${seconds.toFixed(2)} seconds`;
  return { kind: 'timeout', error: { errorType: 'Sandbox.Timedout', errorMessage } };
}

function initTimeout(): Outcome {
  const errorMessage = `The module was not loaded within ${INIT_MILLISECONDS / 1000} seconds`;
  return { kind: 'timeout', error: { errorType: 'Runtime.InitTimeout', errorMessage } };
}
