/** After a kill: rebuilds a table's indexes from its items. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

type Json = Record<string, unknown>;
type Operation = { type: 'put'; key: string; value: Json } | { type: 'del'; key: string };
type Level = {
  keys(range: Range): AsyncIterable<string>;
  iterator(range: Range): AsyncIterable<[string, Json]>;
  batch(operations: Operation[]): Promise<void>;
  close(): Promise<void>;
};
type Range = { gte: string; lt: string };
type IndexPut = { index: string; key: string; item: Json };
type DynaliteDatabase = {
  getIndexActions(indexes: unknown, existing: undefined, item: Json, table: Json): { puts: IndexPut[] };
};

/**
 * dynalite 4.0.0 writes an item's index entries one by one, and then the item. A kill in between leaves an index ahead of
 * its table, or a record in it twice. In DynamoDB an index can only be late. Must run while nobody has the store open.
 */
export async function rebuildIndexes(dataDir: string): Promise<void> {
  if (!existsSync(`${dataDir}/CURRENT`)) return;
  const require = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = require('level');
  const level: Level = new Level(dataDir, { valueEncoding: 'json' });
  try {
    const operations: Operation[] = [];
    for await (const key of level.keys(startingWith('index-'))) operations.push({ type: 'del', key });
    for await (const [, table] of level.iterator(startingWith('table~'))) {
      operations.push(...(await indexEntries(level, table, require('./db/index.js'))));
    }
    await level.batch(operations);
  } finally {
    await level.close();
  }
}

async function indexEntries(level: Level, table: Json, dynalite: DynaliteDatabase): Promise<Operation[]> {
  const name = String(table['TableName']);
  const entries: Operation[] = [];
  for await (const [, item] of level.iterator(startingWith(`item-${name}~`))) {
    const { puts } = dynalite.getIndexActions(table['GlobalSecondaryIndexes'] ?? [], undefined, item, table);
    for (const put of puts) {
      entries.push({ type: 'put', key: `index-global~${name}~${put.index}~${put.key}`, value: put.item });
    }
  }
  return entries;
}

function startingWith(prefix: string): Range {
  return { gte: prefix, lt: `${prefix}\uffff` };
}
