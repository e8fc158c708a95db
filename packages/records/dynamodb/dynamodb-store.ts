/** The store on DynamoDB: single-item conditional writes only. */
import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ParkedOwner } from '../kinds/operation/parked-owner.ts';
import { planStatesBefore } from '../kinds/plan.ts';
import { trackingStatesBefore } from '../kinds/tracking.ts';
import { assertLegal, assertReadable, assertReadableEdit, type Summary } from '../read-record.ts';
import type { OnUnreadable, OperatorStore, RecordOf, StoredRecord } from '../store.ts';
import { available, conditionHeld, orConditionFailed } from './call.ts';
import { claimingEdit } from './claiming-edit.ts';
import { COLLECTIONS, fromItem, type Item, isAlive, keyOf, plansOfIssue, toItem } from './item.ts';
import { listCollection } from './list-collection.ts';

export type DynamoDbStoreOptions = {
  client: DynamoDBClient;
  tableName: string;
  /** Decides which records have expired: no engine deletes them on time. */
  clock: { now(): number };
  onUnreadable?: OnUnreadable;
  /** Takes out of a record what none may hold. */
  hide?: <T>(value: T) => T;
};

export function createDynamoDbStore(options: DynamoDbStoreOptions): OperatorStore {
  const { client, tableName, clock, onUnreadable = () => undefined, hide = (same) => same } = options;
  const TableName = tableName;
  const put = (record: StoredRecord, condition: Condition) => {
    assertReadable(record);
    return conditionHeld(client.send(new PutItemCommand({ TableName, Item: toItem(hide(record)), ...condition })));
  };

  const isWanted = (item: Item) => isAlive(item, clock.now());
  const list = (collection: string, limit?: number) =>
    listCollection({ client, tableName, collection, isWanted, onUnreadable }, limit);

  return {
    async find(kind, id) {
      const answer = await available(
        client.send(new GetItemCommand({ TableName, Key: keyOf({ kind, id }), ConsistentRead: true })),
      );
      if (answer.Item === undefined || !isWanted(answer.Item)) return undefined;
      return fromItem(answer.Item) as RecordOf<typeof kind>;
    },
    async create(record) {
      return (await put(record, absentOrExpired(clock.now()))) ? 'created' : 'exists';
    },
    async replace(previous, next) {
      assertLegal(previous, next);
      return (await put(next, trackings(previous, next))) ? 'replaced' : 'conflict';
    },
    async claimEdit(id, edit) {
      assertReadableEdit(id, edit);
      const Key = keyOf({ kind: 'message', id });
      const command = new UpdateItemCommand({ TableName, Key, ...claimingEdit(edit, clock.now()) });
      const answer = await orConditionFailed(client.send(command));
      const record = answer?.Attributes === undefined ? undefined : fromItem(answer.Attributes);
      return record?.kind === 'message' ? record : undefined;
    },
    async clearOutbox(record) {
      await conditionHeld(
        client.send(new UpdateItemCommand({ TableName, Key: keyOf(record), ...emptyOutbox(record) })),
      );
    },
    listPlans: async (which, limit) => ofKind('plan', await list(COLLECTIONS.run[which], limit)),
    listTrackings: async (which, limit) => ofKind('tracking', await list(COLLECTIONS.tracking[which], limit)),
    listParkedMessages: async (limit) => ofKind('message', await list(COLLECTIONS.parked, limit)),
    listParkedOwners: async (limit) => (await list(COLLECTIONS.parkedOwner, limit)).filter(isParkedOwner),
    listIncidents: async (limit) => ofKind('incident', await list(COLLECTIONS.incident, limit)),
    listPlanned: async (issueNumber, which) => ofKind('planned', await list(plansOfIssue(issueNumber, which))),
  };
}

function ofKind<K extends Summary['kind']>(kind: K, found: readonly Summary[]) {
  return found.filter((each): each is Extract<Summary, { kind: K }> => each.kind === kind);
}

function isParkedOwner(summary: Summary): summary is ParkedOwner {
  return summary.kind === 'comment' || summary.kind === 'site-change' || summary.kind === 'deploy-setting';
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

function absentOrExpired(now: number): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR expires_at <= :now',
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  };
}

/** The version guards against races; the state guards the state machine even against a faulty caller. */
function trackings(previous: StoredRecord, next: StoredRecord): Condition {
  const version = { ':version': { N: String(previous.version) } };
  const before = legalStatesBefore(next);
  if (before === undefined) return { ConditionExpression: 'version = :version', ExpressionAttributeValues: version };
  const states = before.map((state, index) => [`:state${index}`, { S: state }] as const);
  return {
    ConditionExpression: `version = :version AND run_state IN (${states.map(([name]) => name).join(', ')})`,
    ExpressionAttributeValues: { ...version, ...Object.fromEntries(states) },
  };
}

/** Undefined for records without states. */
function legalStatesBefore(next: StoredRecord): readonly string[] | undefined {
  if (next.kind === 'plan') return planStatesBefore(next.state);
  return next.kind === 'tracking' ? trackingStatesBefore(next.state) : undefined;
}

function emptyOutbox(record: StoredRecord) {
  return {
    UpdateExpression: 'SET #record.outbox = :none',
    ConditionExpression: 'version = :version',
    ExpressionAttributeNames: { '#record': 'record' },
    ExpressionAttributeValues: { ':none': { L: [] }, ':version': { N: String(record.version) } },
  };
}
