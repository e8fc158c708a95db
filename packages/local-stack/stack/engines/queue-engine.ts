/** SQS on this machine: fauxqs, durable in SQLite, called in SQS's own JSON protocol. */
import { mkdirSync } from 'node:fs';
import { arnOf } from '../account/arn.ts';
import { openFauxqs, type SqsQueue, type SqsStore } from './fauxqs-parts.ts';
import { makeDurable, reviveInFlight } from './make-durable.ts';

export type EngineReply = { status: number; headers: Record<string, string>; body: string };

export type QueueEngine = {
  /** The action's JSON answer as SQS words it, errors included. */
  call(action: string, body: unknown): Promise<EngineReply>;
  /** Creates the queue, or applies the attributes to the existing one. Returns its ARN. @throws if that one is in another region */
  ensure(name: string, attributes: Record<string, string>): string;
  find(name: string): SqsQueue | undefined;
  /** The queues that have this dead-letter queue. */
  sourcesOf(deadLetterQueueArn: string): SqsQueue[];
  all(): SqsQueue[];
  /** Ends every long poll now, without a message. */
  wake(): void;
  close(): Promise<void>;
};

export async function openQueueEngine(dataDir: string, region: string): Promise<QueueEngine> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  reviveInFlight(dataDir);
  const { app, store, persistence } = await openFauxqs(dataDir, region);
  const durability = makeDurable(persistence);
  for (const queue of store.allQueues()) durability.adopt(queue);

  return {
    async call(action, body) {
      const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` };
      const reply = await app.inject({ method: 'POST', url: '/', headers, payload: JSON.stringify(body) });
      return { status: reply.statusCode, headers: replyHeaders(reply.headers), body: reply.payload };
    },
    ensure(name, attributes) {
      const found = store.getQueueByName(name);
      if (found && found.arn !== arnOf('sqs', region, name)) throw new Error(otherRegionMessage(found.arn, region));
      if (found) found.setAttributes(attributes);
      else durability.adopt(createQueue(store, name, region, attributes));
      return arnOf('sqs', region, name);
    },
    find: (name) => store.getQueueByName(name),
    sourcesOf: (arn) => [...store.allQueues()].filter((queue) => deadLetterTarget(queue) === arn),
    all: () => [...store.allQueues()],
    wake: () => store.shutdown(),
    async close() {
      await app.close();
      persistence.close();
    },
  };
}

function createQueue(store: SqsStore, name: string, region: string, attributes: Record<string, string>): SqsQueue {
  return store.createQueue(name, `http://127.0.0.1/000000000000/${name}`, arnOf('sqs', region, name), attributes);
}

export function deadLetterTarget(queue: SqsQueue): string | undefined {
  const policy = queue.attributes['RedrivePolicy'];
  return policy ? JSON.parse(policy).deadLetterTargetArn : undefined;
}

function replyHeaders(headers: Record<string, unknown>): Record<string, string> {
  const kept = ['content-type', 'x-amzn-query-error'].filter((name) => headers[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, String(headers[name])]));
}

function otherRegionMessage(arn: string, region: string): string {
  return (
    `${arn} is there from an earlier start in another region than ${region}. ` +
    'Set aws:region back, delete the data directory, or give another VALINE_DATA_DIR.'
  );
}
