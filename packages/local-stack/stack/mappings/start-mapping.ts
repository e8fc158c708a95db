/** An event source mapping: polls its queue and invokes its function, as Lambda does. */
import { setTimeout } from 'node:timers/promises';
import type { Logger } from '@valine/lambda-kit';
import type { MappingDefinition } from '../account.ts';
import type { QueueEngine } from '../engines/queue-engine.ts';
import type { LocalFunction } from '../lambda/create-function.ts';
import { decideDone } from './decide-done.ts';
import { type Received, sqsEvent } from './sqs-event.ts';

export type Mapping = {
  readonly definition: MappingDefinition;
  /** Batches that run or are being settled. */
  busy(): number;
  /** Takes no more messages; resolves when nothing is in hand any more. Call `queues.wake()` to end the long poll. */
  stop(): Promise<void>;
};

export type MappingOptions = {
  definition: MappingDefinition;
  queues: QueueEngine;
  target: LocalFunction;
  region: string;
  log: Logger;
};

const LONG_POLL_SECONDS = 20;

export function startMapping({ definition, queues, target, region, log }: MappingOptions): Mapping {
  const queueUrl = `http://127.0.0.1/000000000000/${definition.queueName}`;
  const running = new Set<Promise<void>>();
  let stopping = false;

  async function receive(limit: number, waitSeconds: number): Promise<Received[]> {
    const reply = await queues.call('ReceiveMessage', {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: Math.min(limit, 10),
      WaitTimeSeconds: waitSeconds,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    if (reply.status !== 200) throw new Error(`Receiving from ${definition.queueName}: ${reply.body}`);
    return JSON.parse(reply.body).Messages ?? [];
  }

  /** Waits for a first message, then for more until the batch is full or its window is over. */
  async function collect(): Promise<Received[]> {
    const batch = await receive(definition.batchSize, LONG_POLL_SECONDS);
    const end = Date.now() + definition.windowSeconds * 1000;
    while (batch.length > 0 && batch.length < definition.batchSize && Date.now() < end && !stopping) {
      const more = await receive(definition.batchSize - batch.length, (end - Date.now()) / 1000);
      batch.push(...more);
    }
    return batch;
  }

  async function handle(batch: readonly Received[]): Promise<void> {
    const outcome = await target.invoke(JSON.stringify(sqsEvent(batch, definition.queueName, region)));
    const ids = batch.map((message) => message.MessageId);
    const done = decideDone(ids, outcome, definition.reportsItemFailures);
    for (const message of batch) {
      if (done.includes(message.MessageId)) await settle('DeleteMessage', message, {});
      else if (stopping) await settle('ChangeMessageVisibility', message, { VisibilityTimeout: 0 });
    }
  }

  async function settle(action: string, message: Received, more: object): Promise<void> {
    const reply = await queues.call(action, { QueueUrl: queueUrl, ReceiptHandle: message.ReceiptHandle, ...more });
    if (reply.status !== 200) log.error(`${action} on ${definition.queueName} failed: ${reply.body}`);
  }

  function start(batch: readonly Received[]): void {
    const work = handle(batch).finally(() => running.delete(work));
    running.add(work);
  }

  async function poll(): Promise<void> {
    while (!stopping) {
      if (running.size >= definition.maximumConcurrency) await Promise.race(running);
      else await pollOnce().catch(complain);
    }
  }

  async function complain(error: Error): Promise<void> {
    log.error(`Polling ${definition.queueName} failed and goes on in a second: ${error.message}`, { error });
    await setTimeout(1000);
  }

  async function pollOnce(): Promise<void> {
    const batch = await collect();
    if (batch.length === 0) return;
    if (!stopping) return start(batch);
    for (const message of batch) await settle('ChangeMessageVisibility', message, { VisibilityTimeout: 0 });
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
