/** One execution environment of a function: a worker thread, one invocation at a time. */
import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from '../account.ts';
import { arnOf } from '../arn.ts';
import type { Invocation, Outcome, ThreadData } from './protocol.ts';
import { receiveAnswers } from './receive-answers.ts';

export type Thread = {
  /** Never rejects; after a time-out or a crash the thread is dead. `event` is JSON. */
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

function createWorker({ definition, region, environment, output }: ThreadOptions): Worker {
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
  worker.stderr.pipe(output, { end: false });
  return worker;
}

function timeout(what: string, seconds: number): Outcome {
  return {
    kind: 'timeout',
    error: { errorType: 'Sandbox.Timedout', errorMessage: `${what} after ${seconds.toFixed(2)} seconds` },
  };
}
