/** DynamoDB on this machine: dynalite on disk, called in DynamoDB's own JSON protocol. */
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { Agent, request, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import dynalite from 'dynalite';
import { damagedMessage } from './damaged-message.ts';
import type { EngineReply } from './queue-engine.ts';

export type TableDefinition = {
  TableName: string;
  AttributeDefinitions: { AttributeName: string; AttributeType: string }[];
  KeySchema: { AttributeName: string; KeyType: string }[];
  GlobalSecondaryIndexes?: {
    IndexName: string;
    KeySchema: { AttributeName: string; KeyType: string }[];
    Projection: Record<string, unknown>;
  }[];
  BillingMode: string;
};

export type TableEngine = {
  /** The action's JSON answer as DynamoDB words it, errors included. */
  call(action: string, body: unknown): Promise<EngineReply>;
  /** Creates the table, or keeps the existing one. @throws if its keys or indexes differ. */
  ensure(definition: TableDefinition): Promise<void>;
  names(): Promise<string[]>;
  close(): Promise<void>;
};

export async function openTableEngine(dataDir: string): Promise<TableEngine> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await rebuildIndexes(dataDir).catch((cause: unknown) => {
    throw new Error(damagedMessage('tables', dataDir, cause), { cause });
  });
  const server: Server = dynalite({ path: dataDir, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  // A connection that the server gave up as idle, just as a call is written to it, fails that call: ECONNRESET.
  server.keepAliveTimeout = 0;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  const call: TableEngine['call'] = (action, body) => post(port, agent, action, JSON.stringify(body));

  return {
    call,
    async ensure(definition) {
      const existing = await call('DescribeTable', { TableName: definition.TableName });
      if (existing.status === 200) return assertSameTable(definition, JSON.parse(existing.body).Table);
      const created = await call('CreateTable', definition);
      if (created.status !== 200) throw new Error(`Table ${definition.TableName}: ${created.body}`);
      await untilActive(call, definition.TableName);
    },
    async names() {
      return JSON.parse((await call('ListTables', {})).body).TableNames;
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function untilActive(call: TableEngine['call'], TableName: string): Promise<void> {
  for (;;) {
    const { body } = await call('DescribeTable', { TableName });
    if (JSON.parse(body).Table?.TableStatus === 'ACTIVE') return;
    await setTimeout(5);
  }
}

function post(port: number, agent: Agent, action: string, body: string): Promise<EngineReply> {
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': `DynamoDB_20120810.${action}`,
    // dynalite needs something that looks like a signature. The caller was already checked.
    authorization: 'AWS4-HMAC-SHA256 Credential=local/x/x/dynamodb/aws4_request, SignedHeaders=host, Signature=x',
    'x-amz-date': 'x',
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, agent, method: 'POST', headers }, async (reply) => {
      const chunks: Buffer[] = [];
      for await (const chunk of reply) chunks.push(chunk);
      const type = reply.headers['content-type'] ?? 'application/x-amz-json-1.0';
      resolve({
        status: reply.statusCode ?? 500,
        headers: { 'content-type': type },
        body: Buffer.concat(chunks).toString(),
      });
    });
    outgoing.on('error', reject).end(body);
  });
}

function assertSameTable(wanted: TableDefinition, found: TableDefinition): void {
  const shape = (table: TableDefinition) => ({
    keys: table.KeySchema,
    indexes: (table.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
  });
  if (isDeepStrictEqual(shape(wanted), shape(found))) return;
  throw new Error(
    `Table ${wanted.TableName} is there from an earlier start with other keys or indexes, and the local engine cannot change them. ` +
      'Delete the data directory (or give another VALINE_DATA_DIR) and start again.',
  );
}

type Json = Record<string, unknown>;
type Operation = { type: 'put'; key: string; value: Json } | { type: 'del'; key: string };
type Level = {
  keys(range: Range): AsyncIterable<string>;
  iterator(range: Range): AsyncIterable<[string, Json]>;
  batch(operations: Operation[]): Promise<void>;
  open(): Promise<void>;
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
async function rebuildIndexes(dataDir: string): Promise<void> {
  if (!existsSync(`${dataDir}/CURRENT`)) return;
  const require = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { Level } = require('level');
  const level: Level = new Level(dataDir, { valueEncoding: 'json' });
  await level.open();
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
