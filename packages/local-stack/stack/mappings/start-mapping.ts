/** An event source mapping: polls its queue and invokes its function, as Lambda does. */
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '@valine/lambda-kit';
import type { MappingDefinition } from '../account/account.ts';
import type { QueueEngine } from '../engines/queue-engine.ts';
import type { LocalFunction } from '../lambda/create-function.ts';
import { collectBatch } from './collect-batch.ts';
import { decideDone } from './decide-done.ts';
import { createQueueClient } from './queue-client.ts';
import { type Received, sqsEvent } from './sqs-event.ts';

export type Mapping = {
  readonly definition: MappingDefinition;
  /** How many batches run or are being settled. */
  busy(): number;
  /** Takes no more messages. Resolves when no batch runs any more. Call `queues.wake()` to end the long poll. */
  stop(): Promise<void>;
};

export type MappingOptions = {
  definition: MappingDefinition;
  queues: QueueEngine;
  target: LocalFunction;
  region: string;
  log: Logger;
};

export function startMapping({ definition, queues, target, region, log }: MappingOptions): Mapping {
  const { queueName, maximumConcurrency, reportsItemFailures } = definition;
  const queue = createQueueClient(queues, queueName);
  const running = new Set<Promise<void>>();
  let stopping = false;

  async function handle(batch: readonly Received[]): Promise<void> {
    const outcome = await target.invoke(JSON.stringify(sqsEvent(batch, queueName, region)));
    const ids = batch.map((message) => message.MessageId);
    const done = decideDone(ids, outcome, reportsItemFailures);
    for (const message of batch) {
      if (done.includes(message.MessageId)) await queue.delete(message);
      else if (stopping) await queue.giveBack(message);
    }
  }

  function start(batch: readonly Received[]): void {
    const work = handle(batch)
      .catch((error: Error) => log.error(error.message, { error }))
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function pollOnce(): Promise<void> {
    if (running.size >= maximumConcurrency) return Promise.race(running);
    const batch = await collectBatch(queue, definition, () => stopping);
    if (batch.length === 0) return;
    if (!stopping) return start(batch);
    for (const message of batch) await queue.giveBack(message);
  }

  async function poll(): Promise<void> {
    while (!stopping) {
      await pollOnce().catch(async (error: Error) => {
        log.error(`Polling goes on in a second. ${error.message}`, { error });
        await setTimeout(1000);
      });
    }
  }

  const polling = poll();
  return {
    definition,
    busy: () => running.size,
    async stop() {
      stopping = true;
      await polling;
      await Promise.all(running);
    },
  };
}
