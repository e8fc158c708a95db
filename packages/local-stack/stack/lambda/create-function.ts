/** A Lambda function: its threads, its environment and its log. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@valine/lambda-kit';
import type { FunctionDefinition } from '../account/account.ts';
import { accessKeyIdOf } from '../account/find-caller.ts';
import type { Outcome } from './protocol.ts';
import { startThread, type Thread } from './start-thread.ts';

export type LocalFunction = {
  readonly name: string;
  /** Waits for a free thread. Never rejects. `event` is JSON. */
  invoke(event: string): Promise<Outcome>;
  /** Invocations that run or wait. */
  busy(): number;
  /** Resolves when nothing runs or waits. */
  whenFree(): Promise<void>;
  /** Kills what runs. */
  close(): Promise<void>;
};

type FunctionOptions = {
  definition: FunctionDefinition;
  region: string;
  awsEndpoint: string;
  /** What it sees besides. */
  environment: Readonly<Record<string, string>>;
  /** Where `<function>.log` goes. */
  logDir: string;
  maximumThreads: number;
  log: Logger;
  /** Takes each line that it writes. */
  onLine(line: string): void;
};

export function createFunction(options: FunctionOptions): LocalFunction {
  const { definition, region, log, onLine } = options;
  const { name } = definition;
  const output = openLog(options.logDir, name);
  const environment = { ...functionEnvironment(definition, region, options.awsEndpoint), ...options.environment };
  const pool = createThreadPool(options.maximumThreads, () =>
    startThread({ definition, region, environment, output, onLine }),
  );
  const invocations = new Set<Promise<Outcome>>();

  async function run(event: string): Promise<Outcome> {
    const outcome = (await pool.use((thread) => thread.invoke(event))) ?? SHUT_DOWN;
    if (outcome.kind !== 'result') log.error(invocationFailedMessage(name, outcome), { ...outcome.error });
    return outcome;
  }

  return {
    name,
    invoke(event) {
      const invocation = run(event).finally(() => invocations.delete(invocation));
      invocations.add(invocation);
      return invocation;
    },
    busy: () => invocations.size,
    async whenFree() {
      while (invocations.size > 0) await Promise.all(invocations);
    },
    async close() {
      await pool.close();
      await new Promise((resolve) => output.end(resolve));
    },
  };
}

function openLog(logDir: string, name: string): WriteStream {
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  const output = createWriteStream(join(logDir, `${name}.log`), { flags: 'a', mode: 0o600 });
  output.setMaxListeners(0);
  // Output of a killed thread after the log is closed is lost, as in Lambda.
  output.on('error', () => undefined);
  return output;
}

const SHUT_DOWN: Outcome = {
  kind: 'error',
  error: { errorType: 'Local.ShutDown', errorMessage: 'The stack stopped before the function could be run.' },
};

function invocationFailedMessage(name: string, { error }: Exclude<Outcome, { kind: 'result' }>): string {
  return `${name} failed: ${error.errorType}: ${error.errorMessage}`;
}

/** The variables of the program and those of Lambda, and none of this machine's. */
function functionEnvironment(definition: FunctionDefinition, region: string, awsEndpoint: string) {
  return {
    ...definition.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_ACCESS_KEY_ID: accessKeyIdOf(definition.name),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SQS: awsEndpoint,
    AWS_ENDPOINT_URL_DYNAMODB: awsEndpoint,
    AWS_ENDPOINT_URL_SSM: awsEndpoint,
    AWS_ENDPOINT_URL_CLOUDWATCH: awsEndpoint,
    TZ: ':UTC',
  };
}

type ThreadPool = {
  /** Waits for a free thread and runs `work` with it. Undefined once the pool is closed. */
  use<T>(work: (thread: Thread) => Promise<T>): Promise<T | undefined>;
  /** Kills every thread, also those that work. */
  close(): Promise<void>;
};

function createThreadPool(maximum: number, start: () => Thread): ThreadPool {
  const idle: Thread[] = [];
  const working = new Set<Thread>();
  const waiting: (() => void)[] = [];
  let closed = false;

  /** Undefined when all threads work. */
  function take(): Thread | undefined {
    const warm = idle.findLast((thread) => thread.isAlive());
    const thread = warm ?? (working.size < maximum ? start() : undefined);
    const kept = idle.filter((other) => other !== warm && other.isAlive());
    idle.splice(0, idle.length, ...kept);
    if (thread) working.add(thread);
    return thread;
  }

  function giveBack(thread: Thread): void {
    working.delete(thread);
    if (thread.isAlive()) idle.push(thread);
    waiting.shift()?.();
  }

  return {
    async use(work) {
      let thread = closed ? undefined : take();
      while (!thread && !closed) {
        await new Promise<void>((proceed) => waiting.push(proceed));
        thread = closed ? undefined : take();
      }
      return thread && work(thread).finally(() => giveBack(thread));
    },
    async close() {
      closed = true;
      for (const proceed of waiting.splice(0)) proceed();
      await Promise.all([...idle, ...working].map((thread) => thread.kill()));
    },
  };
}
