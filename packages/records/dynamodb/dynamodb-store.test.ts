import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { buildPlan, manualClock } from '@valine/testing';
import dynalite from 'dynalite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStore } from '../contract/store-contract.ts';
import { describeUnreadable, type UnreadableStoreUnderTest } from '../contract/unreadable-contract.ts';
import { planSummary } from '../kinds/plan.ts';
import { RecordTooLarge, type UnreadableRecord } from '../store.ts';
import { createDynamoDbStore } from './dynamodb-store.ts';
import { COLLECTIONS, keyOf } from './item.ts';

const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${port}`,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function createTable(): Promise<string> {
  tables += 1;
  const TableName = `runs-${tables}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'collection', AttributeType: 'S' },
        { AttributeName: 'listed_at', AttributeType: 'N' },
      ],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'collection-index',
          KeySchema: [
            { AttributeName: 'collection', KeyType: 'HASH' },
            { AttributeName: 'listed_at', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['summary', 'expires_at'] },
        },
      ],
    }),
  );
  await untilActive(TableName);
  return TableName;
}

/** dynalite takes a moment even where it is told to take none. */
async function untilActive(TableName: string): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  if (Table?.TableStatus !== 'ACTIVE') await untilActive(TableName);
}

describeStore('the store on DynamoDB', async () => {
  const clock = manualClock();
  const store = createDynamoDbStore({ client, tableName: await createTable(), clock });
  return { store, advance: clock.advance, run: buildPlan };
});

describeUnreadable('the store on DynamoDB', async () => {
  const told: UnreadableRecord[] = [];
  const tableName = await createTable();
  const onUnreadable = (error: UnreadableRecord) => void told.push(error);
  const store = createDynamoDbStore({ client, tableName, clock: manualClock(), onUnreadable });
  const plant: UnreadableStoreUnderTest['plant'] = async (record) => {
    const open = { collection: COLLECTIONS.run.open, listed_at: 9, expires_at: record.expiresAt };
    const summary = { ...planSummary({ ...record, label: '' }), label: undefined };
    const attributes = marshall({ ...open, record, summary }, { removeUndefinedValues: true });
    const Item = { ...keyOf({ kind: 'plan', id: record.id }), ...attributes };
    await client.send(new PutItemCommand({ TableName: tableName, Item }));
  };
  return { store, told, plant, run: buildPlan };
});

it('has nothing in its index but what lists tell', async () => {
  const TableName = await createTable();
  const store = createDynamoDbStore({ client, tableName: TableName, clock: manualClock() });
  await store.create(buildPlan());
  const { Items = [] } = await client.send(new ScanCommand({ TableName, IndexName: 'collection-index' }));
  expect(Items.map((item) => Object.keys(item).sort())).toEqual([
    ['collection', 'expires_at', 'listed_at', 'pk', 'summary'],
  ]);
});

it('says that a record is too large for DynamoDB: no other try would mend it', async () => {
  const store = createDynamoDbStore({ client, tableName: await createTable(), clock: manualClock() });
  const plan = buildPlan({ endNote: 'x'.repeat(500_000) });
  await expect(store.create(plan)).rejects.toThrow(RecordTooLarge);
});
