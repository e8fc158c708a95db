/** Waits until nothing is left to do, by asking the queues, mappings and functions. */
import { setTimeout } from 'node:timers/promises';
import type { SqsMessage, SqsQueue } from './engines/fauxqs-parts.ts';
import type { Wait } from './is-needless.ts';
import type { LocalFunction } from './lambda/create-function.ts';
import type { Mapping } from './mappings/start-mapping.ts';
import { depths } from './read-state.ts';
import type { IdleOptions } from './stack.ts';

export type Watched = {
  /** The queues that feed functions. Dead letters are not counted: they wait for a person. */
  sources: readonly SqsQueue[];
  mappings: readonly Mapping[];
  functions: readonly LocalFunction[];
  /** Requests that are not answered yet. */
  requests(): number;
  /** Whether a delayed message, by its body, will find nothing to do. */
  isNeedless(body: string, wait: Wait): Promise<boolean>;
};

const QUEUES_MILLISECONDS = 15;
/** Reading the record of a delayed message costs more than counting messages. */
const RECORDS_MILLISECONDS = 100;

/**
 * A message is in its queue before the function that sent it has ended. An invocation runs before its message is
 * settled. So at any moment, work that passes from one to the other is seen at one of them.
 */
export async function waitUntilIdle(watched: Watched, options: IdleOptions = {}): Promise<void> {
  const { timeoutSeconds = 60, ignoreDelaysOverSeconds = 60, ignoreLinks = false } = options;
  const begin = Date.now();
  const end = begin + timeoutSeconds * 1000;
  const needless = new Set<string>();
  for (;;) {
    const wait = { waitedMs: Date.now() - begin, ignoreLinks };
    const hasRead = await findNeedless(watched, ignoreDelaysOverSeconds, needless, wait);
    // Without an await: work that passes from one to the other in between would be missed.
    const busy = whatIsBusy(watched, ignoreDelaysOverSeconds, needless);
    if (busy.length === 0) return;
    if (Date.now() > end) throw new Error(stillBusyMessage(timeoutSeconds, busy));
    await setTimeout(hasRead ? RECORDS_MILLISECONDS : QUEUES_MILLISECONDS);
  }
}

/** Adds the ids of the messages that will find nothing to do. Such a message stays needless. True if records were read. */
async function findNeedless(
  watched: Watched,
  ignoreDelaysOverSeconds: number,
  needless: Set<string>,
  wait: Wait,
): Promise<boolean> {
  const due = watched.sources.flatMap((queue) => soonDue(queue, ignoreDelaysOverSeconds));
  const open = due.filter(({ messageId }) => !needless.has(messageId));
  for (const { messageId, body } of open) if (await watched.isNeedless(body, wait)) needless.add(messageId);
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
