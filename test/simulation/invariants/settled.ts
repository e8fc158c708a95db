/** A message is done with only when its record or its successor is durable, and a group stops at its first failure. */
import type { QueueName } from '@valine/contracts';
import type { QueueRecord } from '@valine/lambda-kit';
import { linkAttemptId } from '@valine/records';
import type { Engine } from '../engine/engine.ts';
import type { SimQueues } from '../platforms/sim-queues.ts';
import type { SimStore } from '../platforms/sim-store.ts';

export type Watched = { store: SimStore; queues: SimQueues };
type Parts = Watched & { engine: Pick<Engine, 'report' | 'bodies'> };
type Body = { type: string; id: string; key?: string; revision?: number };

export function checkSettled(
  parts: Parts,
  queue: QueueName,
  batch: readonly QueueRecord[],
  failed: readonly string[],
): void {
  const returned = new Set(failed);
  if (queue === 'notify') checkOrder(parts, batch, returned);
  for (const record of batch) {
    if (returned.has(record.messageId) || isDurable(parts, queue, record)) continue;
    parts.engine.report(
      'deleted only when its successor is durable',
      `${record.messageId} ${record.body.slice(0, 200)}`,
    );
  }
}

function checkOrder({ engine }: Parts, batch: readonly QueueRecord[], returned: ReadonlySet<string>): void {
  const stopped = new Set<string | undefined>();
  for (const { messageId, group } of batch) {
    if (returned.has(messageId)) stopped.add(group);
    else if (stopped.has(group))
      engine.report('a group keeps its order', `${messageId} was done although one before it was not`);
  }
}

function isDurable(parts: Parts, queue: QueueName, record: QueueRecord): boolean {
  const body = parts.engine.bodies.read(record.body) as Body;
  switch (body.type) {
    case 'command.requested':
    case 'button.pressed':
      return isTaken(parts.store, body.id) || isQueued(parts, queue, record);
    case 'poison':
      return false;
    case 'message.shown':
      return isShown(parts.store, body);
    default:
      return true;
  }
}

function isTaken(store: SimStore, id: string): boolean {
  if (store.get('request', id) !== undefined || store.get('link-attempt', linkAttemptId(id)) !== undefined) return true;
  return store.all().some((record) => 'applied' in record && record.applied.includes(id));
}

function isQueued({ queues }: Watched, queue: QueueName, { body, messageId }: QueueRecord): boolean {
  return queues.messages[queue].list().some((other) => other.messageId !== messageId && other.body === body);
}

function isShown(store: SimStore, { key = '', revision = 0 }: Body): boolean {
  const record = store.get('message', key);
  // What the asker alone is to see has begun to take its place.
  if (record?.withdrawnFor !== undefined && record.withdrawnFor > revision) return true;
  return Math.max(record?.shownRevision ?? 0, record?.parked?.revision ?? 0) >= revision;
}
