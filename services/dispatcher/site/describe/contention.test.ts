/** Fifty people ask at the same moment, and the budget has room for ten: no more than that is spent, on every store. */
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { NANO, type RecordStore, TransientError } from '@valine/records';
import { createDynamoDbStore } from '@valine/records/dynamodb';
import { createMemoryStore } from '@valine/records/memory';
import { FAKE_USAGE, manualClock } from '@valine/testing';
import dynalite from 'dynalite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { costOf } from '../spending/decide-spending.ts';
import { mostTokensOf, toQuestion } from './question.ts';
import { change, type DescribeBench, SECTIONS, testDescribe } from './test-describe.ts';

const PEOPLE = 50;
const PRICE = { input: 1, output: 4 };
const ASKED = { model: 'a-model', id: 'x'.repeat(25), description: 'Make it blue', sections: SECTIONS };
const WORST = costOf(PRICE, mostTokensOf(toQuestion(ASKED, 10_000)));
const COST = costOf(PRICE, FAKE_USAGE);

const server = dynalite({ createTableMs: 0 });
let client: DynamoDBClient;
let tables = 0;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ region: 'us-east-1', endpoint, credentials });
});

afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});

async function onDynamoDb(): Promise<RecordStore> {
  const TableName = `spending-${++tables}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
  const store = createDynamoDbStore({ client, tableName: TableName, clock: manualClock(Date.UTC(2026, 10, 30, 12)) });
  await untilThere(store);
  return store;
}

/** dynalite takes a moment even where it is told to take none. */
async function untilThere(store: RecordStore): Promise<void> {
  const isThere = await store.find('request', 'x').then(
    () => true,
    () => false,
  );
  if (!isThere) await untilThere(store);
}

async function asked(bench: DescribeBench, id: string): Promise<string> {
  const result = await bench.describe('Make it blue', id);
  return result.ok ? 'answered' : result.outcome;
}

/** As often as it takes, as from a queue. */
async function askedAgain(bench: DescribeBench, id: string): Promise<string> {
  for (;;) {
    const outcome = await asked(bench, id).catch((error: unknown) => {
      if (!(error instanceof TransientError)) throw error;
    });
    if (outcome !== undefined) return outcome;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** All at once; what failed and passes by itself comes back later, and one after the other. */
function allAsk(bench: DescribeBench): Promise<string[]> {
  let turn: Promise<unknown> = Promise.resolve();
  const ids = Array.from({ length: PEOPLE }, (_, index) => `i${index}`);
  const outcomeOf = (id: string): Promise<string> =>
    asked(bench, id).catch((error: unknown) => {
      if (!(error instanceof TransientError)) throw error;
      const again = turn.then(() => askedAgain(bench, id));
      turn = again;
      return again;
    });
  return Promise.all(ids.map(outcomeOf));
}

const stores: [string, () => Promise<RecordStore>][] = [
  ['in memory', async () => createMemoryStore(manualClock(Date.UTC(2026, 10, 30, 12)))],
  ['on DynamoDB', onDynamoDb],
];

/** `waitsForAll`: those that are let through are under way at the same time, until ten are. */
async function benchOn(store: RecordStore, maxDailyCostUsd: number, waitsForAll: boolean): Promise<DescribeBench> {
  const together = Promise.withResolvers<void>();
  return testDescribe(
    async (_, time) => {
      if (time === 10) together.resolve();
      if (waitsForAll) await together.promise;
      return change('header', { color: 'blue' });
    },
    { store, model: { maxDailyCostUsd } },
  );
}

it.each(stores)(
  'ten are asked, and the others are told that the budget is spent, with the store %s',
  async (_, open) => {
    const bench = await benchOn(await open(), (10 * WORST) / NANO, true);
    const outcomes = await allAsk(bench);
    const answered = outcomes.filter((outcome) => outcome === 'answered').length;
    expect(new Set(outcomes)).toEqual(new Set(['answered', 'daily_budget_spent']));
    expect(bench.languageModel.asked).toHaveLength(answered);
    expect(answered).toBeGreaterThanOrEqual(10);
    const { record, nanoUsd } = await bench.spent();
    expect(record?.open).toEqual([]);
    expect(nanoUsd).toBe(answered * COST);
    expect(nanoUsd).toBeLessThanOrEqual(10 * WORST);
  },
  60_000,
);

it('none is asked twice, however many copies of each come at once', async () => {
  const bench = await benchOn(createMemoryStore(manualClock(Date.UTC(2026, 10, 30, 12))), 10, false);
  const copies = await Promise.all([1, 2, 3].map(() => allAsk(bench)));
  expect(new Set(copies.flat())).toEqual(new Set(['answered']));
  expect(bench.languageModel.asked).toHaveLength(PEOPLE);
  expect((await bench.spent()).nanoUsd).toBe(PEOPLE * COST);
});
