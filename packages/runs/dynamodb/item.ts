/** How a record stands in the table: the record itself, and beside it what conditions and the index need. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { PostedMessage } from '../posted-message.ts';
import { Request } from '../request.ts';
import { isRunEnded, listedAt, Run } from '../run.ts';
import type { StoredRecord } from '../store.ts';

export type Item = Record<string, AttributeValue>;

const AnyRecord = z.discriminatedUnion('kind', [Run, Request, PostedMessage]);

export function keyOf(record: Pick<StoredRecord, 'kind' | 'id'>): { pk: { S: string } } {
  return { pk: { S: `${record.kind}#${record.id}` } };
}

/** The index's hash keys; other records are not listed. */
export const COLLECTIONS = { open: 'run#open', ended: 'run#ended', parked: 'message#parked' };

function indexAttributes(record: StoredRecord): Record<string, unknown> {
  if (record.kind === 'run')
    return {
      collection: isRunEnded(record) ? COLLECTIONS.ended : COLLECTIONS.open,
      listed_at: listedAt(record),
      run_state: record.state,
    };
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

export function fromItem(item: Item): StoredRecord {
  return AnyRecord.parse(unmarshall(item).record);
}
