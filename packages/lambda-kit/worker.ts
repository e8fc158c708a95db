/**
 * The loop every worker runs over a batch of records: parse, handle, settle, and say which ones come back. Of a standard
 * queue, copies of one message are handled once.
 */

import type { QueueName } from '@valine/contracts';
import type { z } from 'zod/mini';
import {
  keepNewest,
  type Newest,
  type ParseBody,
  type ParsedBody,
  parseBody,
  type Read,
  type Version,
} from './parse-body.ts';
import type { Clock, Logger, Queues, Timer } from './ports.ts';
import { type ChangeVisibility, putBackByDelay, putBackInPlace } from './put-back.ts';
import type { QueueRecord, WorkContext } from './record.ts';
import { type Settlement, settleFailure } from './settle.ts';
import { type Trace, traceOf } from './trace-of.ts';

/**
 * Handles a batch that must be through by `deadline` (epoch ms); resolves to the ids of the messages that come back.
 * With a `timer` it waits for no handler beyond that: one that is slow takes no other message of the batch with it.
 */
export type Worker = (records: readonly QueueRecord[], deadline: number, timer?: Timer) => Promise<string[]>;

type Common<M> = {
  /** The queue it consumes; of two, the one that takes messages of a type. */
  queue: QueueName | ((type: string) => QueueName);
  schema: z.ZodMiniType<M>;
  /** A simulation may remember what it made of a body. */
  parse?: ParseBody;
  handle(work: { message: M; context: WorkContext }): Promise<void>;
  clock: Clock;
  logger: Logger;
  /** Records handled at a time: handlers mostly wait for others, and a batch must end before its function does. */
  concurrency?: number;
  /** Runs the work on a message as part of its trace. */
  within?: <T>(trace: Trace, work: () => Promise<T>) => Promise<T>;
  /** Milliseconds that must be left to begin another record; well below the function's timeout. */
  marginMs?: number;
};

/** A standard queue lets messages wait by way of itself; a FIFO queue where they are, their group behind them. */
type WorkerOptions<M> = Common<M> &
  (
    | { fifo?: false; queues: Queues }
    | {
        fifo: true;
        changeVisibility: ChangeVisibility;
        /** Of the messages of a group that say one thing anew, the newest is handled in the place of the oldest. */
        versionOf?: (message: M) => Version;
      }
  );

const CONCURRENCY = 5;
/** A call to GitHub may take 8 s. */
const MARGIN_MS = 10_000;
/** What the batch needs once its handlers are through: a message may have to be put back, which takes 2 s at most. */
const SETTLING_MS = 3000;
const RETURN: Settlement = { is: 'return' };
const FINISHED: Settlement = { is: 'finished' };

export function createWorker<M extends { type: string }>(options: WorkerOptions<M>): Worker {
  const { clock, logger, schema, parse = parseBody } = options;
  const { concurrency = CONCURRENCY, marginMs = MARGIN_MS, within = (_, run) => run() } = options;
  const putBack = options.fifo
    ? putBackInPlace(options.changeVisibility, logger)
    : putBackByDelay(options.queues, clock, logger);

  const read = (record: QueueRecord): Read<M> => ({ record, parsed: parse(schema, record.body) });

  return async (records, deadline, timer) => {
    const settle = async (one: Read<M>, newest?: Newest<M>): Promise<Settlement> => {
      if (clock.now() + marginMs > deadline) {
        const { messageId } = one.record;
        const about = { queue: queueOf(options, one.parsed), messageId };
        return within(traceOf(one.record, one.parsed), async () => {
          logger.warn('message not begun: too little time left', about);
          return RETURN;
        });
      }
      const wanted = newest === undefined ? one : newest.of(one);
      if (wanted === undefined) return FINISHED;
      const trace = traceOf(one.record, wanted.parsed);
      const settled = await within(trace, () => work(options, one.record, wanted.parsed, deadline, timer));
      if (settled.is === 'finished') newest?.finish(one);
      return settled;
    };
    const runGroup = async (group: readonly QueueRecord[]): Promise<string[]> => {
      const lane = group.map(read);
      const newest = options.fifo && options.versionOf ? keepNewest(lane, options.versionOf) : undefined;
      for (const [index, one] of lane.entries()) {
        const settled = await settle(one, newest);
        if (settled.is === 'finished') continue;
        const unfinished = group.slice(index);
        return settled.is === 'wait'
          ? putBack(unfinished, settled.seconds, queueOf(options, one.parsed))
          : idsOf(unfinished);
      }
      return [];
    };
    // One message that is put back stands for all of them. If one fails, all of them come back: none is lost with it.
    const runCopies = async (copies: readonly QueueRecord[]): Promise<string[]> => {
      const one = read(mostPatient(copies));
      const settled = await settle(one);
      if (settled.is === 'finished') return [];
      if (settled.is === 'return') return idsOf(copies);
      const putsBack = () => putBack([one.record], settled.seconds, queueOf(options, one.parsed));
      const returned = await within(traceOf(one.record, one.parsed), putsBack);
      return returned.length === 0 ? [] : idsOf(copies);
    };
    const lanes = options.fifo ? lanesBy(records, groupOf) : lanesBy(records, bodyOf);
    return (await mapBounded(lanes, concurrency, options.fifo ? runGroup : runCopies)).flat();
  };
}

/** Handles one record; never throws. */
async function work<M extends { type: string }>(
  options: WorkerOptions<M>,
  record: QueueRecord,
  parsed: ParsedBody<M>,
  deadline: number,
  timer: Timer | undefined,
): Promise<Settlement> {
  const { handle, clock, logger, fifo = false } = options;
  const { messageId, receiveCount, waits, firstSentAt } = record;
  const queue = queueOf(options, parsed);
  if (!parsed.ok) {
    logger.error('message is not valid', { queue, messageId, type: parsed.type, problem: parsed.problem });
    return RETURN;
  }
  const early = secondsLeft(record, clock.now());
  if (early > 0) return { is: 'wait', seconds: early };
  const about = { queue, messageId, type: parsed.message.type, receiveCount, waits };
  try {
    const context = { messageId, receiveCount, waits, firstSentAt, deadline, asSent: parsed.asSent };
    const handling = handle({ message: parsed.message, context });
    const left = deadline - SETTLING_MS - clock.now();
    const end = timer === undefined ? await handling : await inTime(handling, left, timer);
    if (end !== LATE) return FINISHED;
    logger.error('message not through in time', about);
    return RETURN;
  } catch (error) {
    return settleFailure(error, { clock, logger }, { record, fifo, about });
  }
}

function queueOf<M extends { type: string }>({ queue }: Pick<Common<M>, 'queue'>, parsed: ParsedBody<M>): QueueName {
  return typeof queue === 'function' ? queue(parsed.ok ? parsed.message.type : parsed.type) : queue;
}

/** What is left of a long wait; a second more or less is the queue's own rounding. */
function secondsLeft({ notBefore = 0 }: QueueRecord, now: number): number {
  return Math.max(0, Math.ceil((notBefore - now) / 1000 - 1));
}

const groupOf = ({ group }: QueueRecord) => group;
/** A standard queue doubles messages, and what dies while it puts one back has doubled it too. */
const bodyOf = ({ body }: QueueRecord) => body;
const idsOf = (records: readonly QueueRecord[]) => records.map(({ messageId }) => messageId);

/** In the order in which each of them begins. */
function lanesBy(records: readonly QueueRecord[], keyOf: (record: QueueRecord) => string | undefined): QueueRecord[][] {
  const lanes = new Map<string | undefined, QueueRecord[]>();
  for (const record of records) {
    const key = keyOf(record);
    const lane = lanes.get(key);
    if (lane === undefined) lanes.set(key, [record]);
    else lane.push(record);
  }
  return [...lanes.values()];
}

/** Of copies: the one that has waited least often, the youngest of several: nobody gives it up before another. */
function mostPatient(copies: readonly QueueRecord[]): QueueRecord {
  const isMore = (a: QueueRecord, b: QueueRecord) =>
    a.waits < b.waits || (a.waits === b.waits && a.firstSentAt > b.firstSentAt);
  return copies.reduce((most, each) => (isMore(each, most) ? each : most));
}

export const LATE = Symbol('late');

/** The work's outcome, or LATE after `milliseconds`: it runs on then, and nobody hears of it. */
export async function inTime<T>(work: Promise<T>, milliseconds: number, timer: Timer): Promise<T | typeof LATE> {
  const { promise: late, resolve } = Promise.withResolvers<typeof LATE>();
  const cancel = timer.after(milliseconds, () => resolve(LATE));
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
}

/** The clock of a platform (GitHub, Discord) and ours may differ by this much. */
export const CLOCK_SKEW_MS = 60_000;

/** Undefined where no deadline is known. `deadline`: epoch milliseconds at which the function ends. `marginMs`: kept for what it has to do at the end. */
export function timeLeft(deadline: number | undefined, marginMs: number, now: number): number | undefined {
  return deadline === undefined ? undefined : Math.max(0, deadline - marginMs - now);
}

/**
 * Results in the order of `items`, with at most `limit` tasks under way.
 * The first task to throw rejects the whole; tasks under way run on, no further one is begun.
 */
export async function mapBounded<T, R>(
  items: readonly T[],
  limit: number,
  task: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  let failed = false;
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      if (failed) return;
      try {
        results[index] = await task(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}
