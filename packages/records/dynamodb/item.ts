/** How a record stands in the table: the record itself, and beside it what conditions and the index need. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { isPlanEnded, planListedAt } from '../kinds/plan.ts';
import { isTrackingEnded, trackingListedAt } from '../kinds/tracking.ts';
import { type RecordKey, readRecord } from '../read-record.ts';
import { type StoredRecord, UnreadableRecord } from '../store.ts';

export type Item = Record<string, AttributeValue>;

export function keyOf(record: Pick<StoredRecord, 'kind' | 'id'>): { pk: { S: string } } {
  return { pk: { S: `${record.kind}#${record.id}` } };
}

/** The index's hash keys; other records are not listed. */
export const COLLECTIONS = {
  run: { open: 'plan#open', ended: 'plan#ended' },
  tracking: { open: 'tracking#open', ended: 'tracking#ended' },
  parked: 'message#parked',
} as const;

export function plansOfIssue(number: number): string {
  return `issue#${number}`;
}

function indexAttributes(record: StoredRecord): Record<string, unknown> {
  if (record.kind === 'plan')
    return {
      collection: isPlanEnded(record) ? COLLECTIONS.run.ended : COLLECTIONS.run.open,
      listed_at: planListedAt(record),
      run_state: record.state,
    };
  if (record.kind === 'tracking')
    return {
      collection: isTrackingEnded(record) ? COLLECTIONS.tracking.ended : COLLECTIONS.tracking.open,
      listed_at: trackingListedAt(record),
      run_state: record.state,
    };
  if (record.kind === 'planned' && record.isOver !== true)
    return { collection: plansOfIssue(record.number), listed_at: record.requestedAt };
  const isParked = record.kind === 'message' && record.parked?.notification !== undefined;
  return isParked ? { collection: COLLECTIONS.parked, listed_at: record.expiresAt * 1000 } : {};
}

export function toItem(record: StoredRecord): Item {
  return {
    ...keyOf(record),
    ...marshall(
      { version: record.version, expires_at: record.expiresAt, ...indexAttributes(record), record },
      { removeUndefinedValues: true },
    ),
  };
}

/** @throws UnreadableRecord */
export function fromItem(item: Item): StoredRecord {
  return readRecord(keyIn(item), recordIn(item));
}

function keyIn({ pk }: Item): RecordKey {
  const key = pk?.S ?? '';
  const end = key.indexOf('#');
  return { kind: key.slice(0, end), id: key.slice(end + 1) };
}

function recordIn(item: Item): unknown {
  try {
    return unmarshall(item).record;
  } catch (error) {
    throw new UnreadableRecord(keyIn(item), error instanceof Error ? error.message : 'not what DynamoDB stores');
  }
}

/** Also of a record that cannot be read. `now`: epoch milliseconds. */
export function isAlive({ expires_at }: Item, now: number): boolean {
  return expires_at?.N === undefined || Number(expires_at.N) * 1000 > now;
}
