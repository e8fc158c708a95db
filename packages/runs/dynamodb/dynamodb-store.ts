/** The store on DynamoDB: single-item conditional writes only. */
import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  type QueryCommandOutput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { assertLegal } from '../assert-legal.ts';
import { type Run, statesBefore } from '../run.ts';
import type { RecordOf, RecordStore, StoredRecord } from '../store.ts';
import { available, conditionHeld } from './call.ts';
import { collectionOf, fromItem, type Item, keyOf, toItem } from './item.ts';

export type DynamoDbStoreOptions = {
  client: DynamoDBClient;
  tableName: string;
  /** Decides which records have expired: no engine deletes them on time. */
  clock: { now(): number };
};

export function createDynamoDbStore({ client, tableName, clock }: DynamoDbStoreOptions): RecordStore {
  const TableName = tableName;
  const put = (record: StoredRecord, condition: Condition) =>
    conditionHeld(client.send(new PutItemCommand({ TableName, Item: toItem(record), ...condition })));

  /** A page ends at `Limit` or 1 MB, whichever comes first. */
  async function* pagesOf(query: QueryCommandInput): AsyncGenerator<Item[]> {
    let next: Pick<QueryCommandInput, 'ExclusiveStartKey'> | undefined = {};
    while (next !== undefined) {
      const page: QueryCommandOutput = await available(client.send(new QueryCommand({ ...query, ...next })));
      yield page.Items ?? [];
      next = page.LastEvaluatedKey && { ExclusiveStartKey: page.LastEvaluatedKey };
    }
  }

  return {
    async find(kind, id) {
      const answer = await available(
        client.send(new GetItemCommand({ TableName, Key: keyOf({ kind, id }), ConsistentRead: true })),
      );
      if (answer.Item === undefined) return undefined;
      const record = fromItem(answer.Item);
      return isAlive(record, clock) ? (record as RecordOf<typeof kind>) : undefined;
    },
    async create(record) {
      return (await put(record, absentOrExpired(clock.now()))) ? 'created' : 'exists';
    },
    async replace(previous, next) {
      assertLegal(previous, next);
      return (await put(next, follows(previous, next))) ? 'replaced' : 'conflict';
    },
    async clearOutbox(record) {
      await conditionHeld(
        client.send(new UpdateItemCommand({ TableName, Key: keyOf(record), ...emptyOutbox(record) })),
      );
    },
    async listRuns(which, limit) {
      const runs: Run[] = [];
      for await (const page of pagesOf({ TableName, ...newestOf(which, limit) })) {
        const records = page.map(fromItem);
        runs.push(...records.filter((record): record is Run => record.kind === 'run' && isAlive(record, clock)));
        if (runs.length >= limit) break;
      }
      return runs.slice(0, limit);
    },
  };
}

type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

function isAlive(record: StoredRecord, clock: { now(): number }): boolean {
  return record.expiresAt * 1000 > clock.now();
}

function absentOrExpired(now: number): Condition {
  return {
    ConditionExpression: 'attribute_not_exists(pk) OR expires_at <= :now',
    ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / 1000)) } },
  };
}

/** The version guards against races; the state guards the state machine even against a faulty caller. */
function follows(previous: StoredRecord, next: StoredRecord): Condition {
  const version = { ':version': { N: String(previous.version) } };
  if (next.kind !== 'run') return { ConditionExpression: 'version = :version', ExpressionAttributeValues: version };
  const states = statesBefore(next.state).map((state, index) => [`:state${index}`, { S: state }] as const);
  return {
    ConditionExpression: `version = :version AND run_state IN (${states.map(([name]) => name).join(', ')})`,
    ExpressionAttributeValues: { ...version, ...Object.fromEntries(states) },
  };
}

function emptyOutbox(record: StoredRecord) {
  return {
    UpdateExpression: 'SET #record.outbox = :none',
    ConditionExpression: 'version = :version',
    ExpressionAttributeNames: { '#record': 'record' },
    ExpressionAttributeValues: { ':none': { L: [] }, ':version': { N: String(record.version) } },
  };
}

function newestOf(which: 'open' | 'ended', limit: number) {
  return {
    IndexName: 'collection-index',
    KeyConditionExpression: '#collection = :collection',
    ExpressionAttributeNames: { '#collection': 'collection' },
    ExpressionAttributeValues: { ':collection': { S: collectionOf(which) } },
    ScanIndexForward: false,
    Limit: limit,
  };
}
