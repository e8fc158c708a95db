/** Waits until nothing is left to do, without watching from outside: it asks the queues and functions themselves. */
import { setTimeout } from 'node:timers/promises';
import type { SqsQueue } from './engines/fauxqs-parts.ts';
import type { LocalFunction } from './lambda/create-function.ts';
import type { Mapping } from './mappings/start-mapping.ts';
import { depths } from './read-state.ts';
import type { IdleOptions } from './stack.ts';

export type Watched = {
  /** The queues that feed functions; a dead letter waits for a person, not for the stack. */
  sources: readonly SqsQueue[];
  mappings: readonly Mapping[];
  functions: readonly LocalFunction[];
  /** Requests that are not answered yet. */
  requests(): number;
};

const LOOK_MILLISECONDS = 15;

/**
 * A message is in its queue before the function that sent it has ended, and an invocation runs before its message is
 * settled: so whatever is handed over is seen at one of the two ends at any moment.
 */
export async function waitUntilIdle(watched: Watched, options: IdleOptions = {}): Promise<void> {
  const { timeoutSeconds = 60, ignoreDelaysOverSeconds = 60 } = options;
  const end = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const busy = whatIsBusy(watched, ignoreDelaysOverSeconds);
    if (busy.length === 0) return;
    if (Date.now() > end) throw new Error(stillBusyMessage(timeoutSeconds, busy));
    await setTimeout(LOOK_MILLISECONDS);
  }
}

function whatIsBusy({ sources, mappings, functions, requests }: Watched, ignoreDelaysOverSeconds: number): string[] {
  return [
    ...(requests() > 0 ? [`${requests()} unanswered requests`] : []),
    ...sources.flatMap((queue) => queueBusy(queue, Date.now() + ignoreDelaysOverSeconds * 1000)),
    ...mappings.filter((mapping) => mapping.busy() > 0).map(({ definition }) => `mapping of ${definition.queueName}`),
    ...functions.filter((each) => each.busy() > 0).map((each) => `function ${each.name}`),
  ];
}

function queueBusy(queue: SqsQueue, dueBefore: number): string[] {
  const { visible, inFlight } = depths(queue);
  const due = queue.inspectMessages().delayed.filter((message) => (message.delayUntil ?? 0) <= dueBefore).length;
  if (visible + inFlight + due === 0) return [];
  return [`queue ${queue.name} (${visible} visible, ${inFlight} in flight, ${due} soon due)`];
}

function stillBusyMessage(seconds: number, busy: readonly string[]): string {
  return `After ${seconds} s the stack is still busy: ${busy.join(', ')}. Its functions' logs are in the data directory, under logs/.`;
}
