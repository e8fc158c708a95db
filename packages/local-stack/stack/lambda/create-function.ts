/** A function: its threads, its environment and its log. */
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@valine/lambda-kit';
import type { FunctionDefinition } from '../account.ts';
import { createThreadPool } from './create-thread-pool.ts';
import { functionEnvironment } from './function-environment.ts';
import type { Outcome } from './protocol.ts';
import { startThread } from './start-thread.ts';

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

export type FunctionOptions = {
  definition: FunctionDefinition;
  region: string;
  awsEndpoint: string;
  /** Where `<function>.log` goes. */
  logDir: string;
  maximumThreads: number;
  log: Logger;
};

export function createFunction(options: FunctionOptions): LocalFunction {
  const { definition, region, log } = options;
  const { name } = definition;
  const output = openLog(options.logDir, name);
  const environment = functionEnvironment(definition, region, options.awsEndpoint);
  const pool = createThreadPool(options.maximumThreads, () => startThread({ definition, region, environment, output }));
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
  mkdirSync(logDir, { recursive: true });
  const output = createWriteStream(join(logDir, `${name}.log`), { flags: 'a' });
  output.setMaxListeners(0);
  // What a killed thread still wrote after the log was closed is lost, as it is in Lambda.
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
