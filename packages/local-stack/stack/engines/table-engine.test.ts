import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { testDir } from '@valine/sandboxes/test-support';
import { beforeEach, describe, expect, it } from 'vitest';
import { openTableEngine, type TableDefinition, type TableEngine } from './table-engine.ts';

const TableName = 'runs';
const runs: TableDefinition = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'collection', AttributeType: 'S' },
  ],
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-collection',
      KeySchema: [{ AttributeName: 'collection', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

let dataDir: string;
beforeEach(() => {
  dataDir = testDir();
});

async function open(): Promise<TableEngine> {
  const engine = await openTableEngine(dataDir);
  await engine.ensure(runs);
  return engine;
}

it.each(['CURRENT', 'MANIFEST'])('a damaged %s is named, with what to do', async (damaged) => {
  await (await open()).close();
  const file = readdirSync(dataDir).find((name) => name.startsWith(damaged)) ?? '';
  writeFileSync(join(dataDir, file), 'nonsense\n');
  const opening = open();
  await expect(opening).rejects.toThrow(`The tables in ${dataDir} cannot be read (`);
  await expect(opening).rejects.toThrow('Delete that folder to start with empty tables');
});

function put(engine: TableEngine, pk: string, collection: string) {
  return engine.call('PutItem', { TableName, Item: { pk: { S: pk }, collection: { S: collection } } });
}

async function query(engine: TableEngine, collection: string): Promise<string[]> {
  const values = {
    ExpressionAttributeNames: { '#c': 'collection' },
    ExpressionAttributeValues: { ':c': { S: collection } },
  };
  const input = { TableName, IndexName: 'by-collection', KeyConditionExpression: '#c = :c', ...values };
  const { Items } = JSON.parse((await engine.call('Query', input)).body);
  return Items.map((item: { pk: { S: string } }) => item.pk.S).toSorted();
}

/** What a kill between an index entry and its item leaves: an entry under `collection` that no item stands for. */
async function leaveHalfAWrite(pk: string, collection: string): Promise<void> {
  const require = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const store = require('./db/index.js').create({ path: dataDir });
  const item = { pk: { S: pk }, collection: { S: collection } };
  const getTable = Promise.withResolvers<object>();
  store.getTable(TableName, (error: unknown, table: object) =>
    error ? getTable.reject(error) : getTable.resolve(table),
  );
  const done = Promise.withResolvers<void>();
  require('./db/index.js').updateIndexes(store, await getTable.promise, undefined, item, () => done.resolve());
  await done.promise;
  await store.db.close();
}

describe('a table that is there already', () => {
  it('keeps its items', async () => {
    const first = await open();
    await put(first, 'a', 'open');
    await first.close();
    const second = await open();
    expect(await query(second, 'open')).toEqual(['a']);
    await second.close();
  });

  it('is not silently one with other indexes', async () => {
    const engine = await open();
    await expect(engine.ensure({ ...runs, GlobalSecondaryIndexes: [] })).rejects.toThrow(
      /Table runs .* Delete the data directory/,
    );
    await engine.close();
  });

  it('has indexes that say what its items say, even after a kill in the middle of a write', async () => {
    const first = await open();
    await put(first, 'a', 'open');
    await put(first, 'b', 'ended');
    await first.close();
    await leaveHalfAWrite('a', 'ended');
    const second = await open();
    expect([await query(second, 'open'), await query(second, 'ended')]).toEqual([['a'], ['b']]);
    await second.close();
  });
});
