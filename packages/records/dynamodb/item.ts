/** How a record stands in the table: the record itself, and beside it what conditions and the index need. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { incidentSummary } from '../kinds/operation/incident.ts';
import { parkedOwner } from '../kinds/operation/parked-owner.ts';
import { isPlanEnded, planSummary } from '../kinds/plan.ts';
import { parkedSummary } from '../kinds/posted-message.ts';
import { plannedListedAt, plannedSummary } from '../kinds/task.ts';
import { isTrackingEnded, trackingSummary } from '../kinds/tracking.ts';
import { type RecordKey, readRecord, readSummary, type Summary } from '../read-record.ts';
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
  parkedOwner: 'effect#parked',
  incident: 'incident',
} as const;

export function plansOfIssue(number: number, which: 'open' | 'ended'): string {
  return which === 'open' ? `issue#${number}` : `issue-ended#${number}`;
}

/** `summary` is all that the index holds of the record besides its keys. */
function indexAttributes(record: StoredRecord): Record<string, unknown> {
  switch (record.kind) {
    case 'plan': {
      const summary = planSummary(record);
      const collection = isPlanEnded(record) ? COLLECTIONS.run.ended : COLLECTIONS.run.open;
      return { collection, listed_at: summary.listedAt, run_state: record.state, summary };
    }
    case 'tracking': {
      const summary = trackingSummary(record);
      const collection = isTrackingEnded(record) ? COLLECTIONS.tracking.ended : COLLECTIONS.tracking.open;
      return { collection, listed_at: summary.listedAt, run_state: record.state, summary };
    }
    case 'planned': {
      const collection = plansOfIssue(record.number, record.isOver ? 'ended' : 'open');
      return { collection, listed_at: plannedListedAt(record), summary: plannedSummary(record) };
    }
    case 'message': {
      const summary = parkedSummary(record);
      if (summary === undefined) return {};
      return { collection: COLLECTIONS.parked, listed_at: record.expiresAt * 1000, summary };
    }
    case 'comment':
    case 'site-change':
    case 'deploy-setting': {
      const summary = parkedOwner(record);
      return summary === undefined ? {} : { collection: COLLECTIONS.parkedOwner, listed_at: summary.listedAt, summary };
    }
    case 'incident':
      return { collection: COLLECTIONS.incident, listed_at: record.lastAt, summary: incidentSummary(record) };
    default:
      return {};
  }
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
  return readRecord(keyIn(item), attributeIn(item, 'record'));
}

/** As the index has it. @throws UnreadableRecord */
export function summaryIn(item: Item): Summary {
  return readSummary(keyIn(item), attributeIn(item, 'summary'));
}

function keyIn({ pk }: Item): RecordKey {
  const key = pk?.S ?? '';
  const end = key.indexOf('#');
  return { kind: key.slice(0, end), id: key.slice(end + 1) };
}

function attributeIn(item: Item, name: 'record' | 'summary'): unknown {
  try {
    return unmarshall(item)[name];
  } catch (error) {
    throw new UnreadableRecord(keyIn(item), error instanceof Error ? error.message : 'not what DynamoDB stores');
  }
}

/** Also of a record that cannot be read. `now`: epoch milliseconds. */
export function isAlive({ expires_at }: Item, now: number): boolean {
  return expires_at?.N === undefined || Number(expires_at.N) * 1000 > now;
}
