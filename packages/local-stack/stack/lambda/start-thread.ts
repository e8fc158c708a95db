/** One execution environment of a function: a worker thread, one invocation at a time. */
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from '../account/account.ts';
import { arnOf } from '../account/arn.ts';
import type { Invocation, InvocationResult, Outcome, ThreadData } from './protocol.ts';

export type Thread = {
  /** Never rejects. After a time-out or a crash the thread is dead. `event` is JSON. */
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
  /** Takes each line of it. */
  onLine(line: string): void;
};

const LOAD_SECONDS = 10;

export function startThread(options: ThreadOptions): Thread {
  const { timeoutSeconds } = options.definition;
  const worker = createWorker(options);
  const answers = receiveAnswers(worker);
  const loaded = answers.next(LOAD_SECONDS * 1000, timeout('The module was not loaded', LOAD_SECONDS));

  async function invoke(event: string): Promise<Outcome> {
    const start = await loaded;
    if (start.kind !== 'result') return dead(start);
    const milliseconds = timeoutSeconds * 1000;
    const answer = answers.next(milliseconds, timeout('Task timed out', timeoutSeconds));
    worker.postMessage({ requestId: randomUUID(), event, deadline: Date.now() + milliseconds } satisfies Invocation);
    const outcome = await answer;
    return outcome.kind === 'timeout' ? dead(outcome) : outcome;
  }

  async function dead(outcome: Outcome): Promise<Outcome> {
    await worker.terminate();
    return outcome;
  }

  return {
    invoke,
    isAlive: answers.isAlive,
    async kill() {
      await worker.terminate();
    },
  };
}

function createWorker({ definition, region, environment, output, onLine }: ThreadOptions): Worker {
  const { name, modulePath, handlerName, memoryMegabytes } = definition;
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
  createInterface({ input: worker.stdout }).on('line', onLine);
  worker.stderr.pipe(output, { end: false });
  return worker;
}

function timeout(what: string, seconds: number): Outcome {
  return {
    kind: 'timeout',
    error: { errorType: 'Sandbox.Timedout', errorMessage: `${what} after ${seconds.toFixed(2)} seconds` },
  };
}

type InvocationResults = {
  isAlive(): boolean;
  /** Resolves to the next answer, or to `late` after `milliseconds`. */
  next(milliseconds: number, late: Outcome): Promise<Outcome>;
};

/** Waits for a thread's answers, one at a time. When the thread dies or is late, that is the answer. */
function receiveAnswers(worker: Worker): InvocationResults {
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
