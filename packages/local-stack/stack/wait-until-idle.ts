/** Waits until nothing is left to do, without watching from outside: it asks the queues and functions themselves. */
import { setTimeout } from 'node:timers/promises';
import type { SqsMessage, SqsQueue } from './engines/fauxqs-parts.ts';
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
  /** Whether a message that is still to come, by its body, will find nothing to do. */
  isNeedless(body: string): Promise<boolean>;
};

const LOOK_MILLISECONDS = 15;
/** Asking about messages that are still to come costs more than a look at the queues. */
const ASK_MILLISECONDS = 100;

/**
 * A message is in its queue before the function that sent it has ended, and an invocation runs before its message is
 * settled: so whatever is handed over is seen at one of the two ends at any moment.
 */
export async function waitUntilIdle(watched: Watched, options: IdleOptions = {}): Promise<void> {
  const { timeoutSeconds = 60, ignoreDelaysOverSeconds = 60 } = options;
  const end = Date.now() + timeoutSeconds * 1000;
  const needless = new Set<string>();
  for (;;) {
    const asked = await findNeedless(watched, ignoreDelaysOverSeconds, needless);
    // In one go, without an await, or something handed over in between would be missed.
    const busy = whatIsBusy(watched, ignoreDelaysOverSeconds, needless);
    if (busy.length === 0) return;
    if (Date.now() > end) throw new Error(stillBusyMessage(timeoutSeconds, busy));
    await setTimeout(asked ? ASK_MILLISECONDS : LOOK_MILLISECONDS);
  }
}

/** Adds the ids of the messages that will find nothing to do; a message once needless stays so. True if it had to ask. */
async function findNeedless(
  watched: Watched,
  ignoreDelaysOverSeconds: number,
  needless: Set<string>,
): Promise<boolean> {
  const due = watched.sources.flatMap((queue) => soonDue(queue, ignoreDelaysOverSeconds));
  const open = due.filter(({ messageId }) => !needless.has(messageId));
  for (const { messageId, body } of open) if (await watched.isNeedless(body)) needless.add(messageId);
  return open.length > 0;
}

function whatIsBusy(watched: Watched, ignoreDelaysOverSeconds: number, needless: ReadonlySet<string>): string[] {
  const { sources, mappings, functions, requests } = watched;
  return [
    ...(requests() > 0 ? [`${requests()} unanswered requests`] : []),
    ...sources.flatMap((queue) => queueBusy(queue, ignoreDelaysOverSeconds, needless)),
    ...mappings.filter((mapping) => mapping.busy() > 0).map(({ definition }) => `mapping of ${definition.queueName}`),
    ...functions.filter((each) => each.busy() > 0).map((each) => `function ${each.name}`),
  ];
}

function queueBusy(queue: SqsQueue, ignoreDelaysOverSeconds: number, needless: ReadonlySet<string>): string[] {
  const { visible, inFlight } = depths(queue);
  const due = soonDue(queue, ignoreDelaysOverSeconds).filter(({ messageId }) => !needless.has(messageId)).length;
  if (visible + inFlight + due === 0) return [];
  return [`queue ${queue.name} (${visible} visible, ${inFlight} in flight, ${due} soon due)`];
}

function soonDue(queue: SqsQueue, withinSeconds: number): SqsMessage[] {
  const before = Date.now() + withinSeconds * 1000;
  return queue.inspectMessages().delayed.filter((message) => (message.delayUntil ?? 0) <= before);
}

function stillBusyMessage(seconds: number, busy: readonly string[]): string {
  return `After ${seconds} s the stack is still busy: ${busy.join(', ')}. Its functions' logs are in the data directory, under logs/.`;
}
