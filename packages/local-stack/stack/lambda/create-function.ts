/** A function: as many threads as its invocations need at once, kept warm, replaced when they die. */
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '@valine/lambda-kit';
import type { FunctionDefinition } from '../account.ts';
import { functionEnvironment } from './function-environment.ts';
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
  const { definition, region, awsEndpoint, log } = options;
  mkdirSync(options.logDir, { recursive: true });
  const output = createWriteStream(join(options.logDir, `${definition.name}.log`), { flags: 'a' });
  output.setMaxListeners(0);
  // What a killed thread still wrote after the log was closed is lost, as it is in Lambda.
  output.on('error', () => undefined);
  const environment = functionEnvironment(definition, region, awsEndpoint);
  const idle: Thread[] = [];
  const running = new Set<Thread>();
  const queue: (() => void)[] = [];
  const invocations = new Set<Promise<Outcome>>();
  let threads = 0;
  let closed = false;

  async function take(): Promise<Thread> {
    while (!closed && idle.length === 0 && threads >= options.maximumThreads)
      await new Promise<void>((go) => queue.push(go));
    const warm = idle.pop();
    if (warm?.isAlive()) return warm;
    if (!warm) threads += 1;
    return startThread({ definition, region, environment, output });
  }

  function giveBack(thread: Thread): void {
    if (thread.isAlive()) idle.push(thread);
    else threads -= 1;
    queue.shift()?.();
  }

  async function run(event: string): Promise<Outcome> {
    if (closed) return SHUT_DOWN;
    const thread = await take();
    if (closed) return thread.kill().then(() => SHUT_DOWN);
    running.add(thread);
    const outcome = await thread.invoke(event);
    running.delete(thread);
    giveBack(thread);
    if (outcome.kind !== 'result') log.error(invocationFailedMessage(definition.name, outcome), { ...outcome.error });
    return outcome;
  }

  return {
    name: definition.name,
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
      closed = true;
      for (const go of queue.splice(0)) go();
      await Promise.all([...running, ...idle].map((thread) => thread.kill()));
      await new Promise((resolve) => output.end(resolve));
    },
  };
}

const SHUT_DOWN: Outcome = {
  kind: 'error',
  error: { errorType: 'Local.ShutDown', errorMessage: 'The stack stopped before the function could be run.' },
};

function invocationFailedMessage(name: string, { error }: Exclude<Outcome, { kind: 'result' }>): string {
  return `${name} failed: ${error.errorType}: ${error.errorMessage}`;
}
