/** Starts the functions that the program has defined, and the mappings that feed them. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@valine/lambda-kit';
import type { Account, MappingDefinition } from './account/account.ts';
import { callerOf } from './account/find-caller.ts';
import { countOne, type Usage } from './account/usage.ts';
import type { SqsQueue } from './engines/fauxqs-parts.ts';
import { findDenial } from './gateway/answer-call.ts';
import { createFunction, type LocalFunction } from './lambda/create-function.ts';
import { createLogSubscriptions } from './logs/log-subscriptions.ts';
import { type Mapping, startMapping } from './mappings/start-mapping.ts';
import type { Cloud } from './monitor/resource.ts';

/** How many threads a function has that no mapping limits. */
const UNMAPPED_THREADS = 4;
const POLLING = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'];

export type Workers = {
  functions: ReadonlyMap<string, LocalFunction>;
  mappings: Mapping[];
  sources: SqsQueue[];
  /** Takes no more messages, waits for running invocations, then kills them. Their messages go back to their queues. */
  stop(graceMilliseconds: number): Promise<void>;
};

type WorkerOptions = {
  logDir: string;
  log: Logger;
  /** What every function sees besides. */
  environment: Readonly<Record<string, string>>;
};

/** @throws if a function's role may not poll its queue: AWS refuses such a mapping too. */
export function startWorkers(cloud: Cloud, { logDir, log, environment }: WorkerOptions): Workers {
  const { account, queues, awsEndpoint } = cloud;
  const { region } = account;
  for (const definition of account.mappings) assertMayPoll(account, definition);
  const functions = new Map<string, LocalFunction>();
  const subscriptions = createLogSubscriptions({ account, find: (name) => functions.get(name), log });
  for (const definition of account.functions.values()) {
    const maximumThreads = threadsFor(account, definition.name);
    const onLine = (line: string) => subscriptions.take(definition.name, line);
    const made = createFunction({ definition, region, awsEndpoint, environment, logDir, maximumThreads, log, onLine });
    functions.set(definition.name, counted(made, account.usage));
  }
  const mappings = account.mappings
    .filter(({ isOff }) => !isOff)
    .map((definition) => {
      const target = functions.get(definition.functionName);
      if (!target)
        throw new Error(`A mapping of ${definition.queueName} names ${definition.functionName}, which does not exist.`);
      return startMapping({ definition, queues, target, region, log });
    });

  async function stop(graceMilliseconds: number): Promise<void> {
    subscriptions.close();
    const stopped = Promise.all(mappings.map((mapping) => mapping.stop()));
    // Repeated: a mapping may just be starting its long poll.
    const waking = setInterval(queues.wake, 20);
    const requests = [...functions.values()].map((each) => each.whenFree());
    await Promise.race([Promise.all([stopped, ...requests]), sleep(graceMilliseconds, undefined, { ref: false })]);
    await Promise.all([...functions.values()].map((each) => each.close()));
    await stopped;
    clearInterval(waking);
  }

  const sources = mappings.flatMap(({ definition }) => queues.find(definition.queueName) ?? []);
  return { functions, mappings, sources, stop };
}

function counted(made: LocalFunction, { invocations }: Usage): LocalFunction {
  return {
    ...made,
    invoke(event) {
      countOne(invocations, made.name);
      return made.invoke(event);
    },
  };
}

function threadsFor(account: Account, functionName: string): number {
  const mappings = account.mappings.filter((mapping) => mapping.functionName === functionName);
  return mappings.reduce((sum, mapping) => sum + mapping.maximumConcurrency, 0) || UNMAPPED_THREADS;
}

function assertMayPoll(account: Account, { functionName, queueName }: MappingDefinition): void {
  const caller = callerOf(account, functionName);
  if (!caller)
    throw new Error(`${functionName} has a mapping of ${queueName}, but no role. Give it one in the program.`);
  for (const action of POLLING) {
    const denied = findDenial(account, caller, 'sqs', action, { QueueUrl: queueName });
    if (denied !== undefined) throw new Error(`The mapping of ${queueName} cannot be made. ${denied}`);
  }
}
