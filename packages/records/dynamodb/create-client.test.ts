/** The store on a DynamoDB that is out of order: every call ends, in time, and says what it is. */
import { buildPlan, type HttpServer, manualClock, type StubResponse, startHttpServer } from '@valine/testing';
import { afterEach, expect, it, vi } from 'vitest';
import { StoreUnavailable } from '../store.ts';
import { createDynamoDbClient } from './create-client.ts';
import { createDynamoDbStore } from './dynamodb-store.ts';

let server: HttpServer | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await server?.close();
});

/** A store on a DynamoDB that answers so, as a function finds it: by its environment. */
async function connect(answer: () => StubResponse) {
  server = await startHttpServer(answer);
  const environment = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' };
  for (const [name, value] of Object.entries({ ...environment, AWS_ENDPOINT_URL_DYNAMODB: server.url }))
    vi.stubEnv(name, value);
  const client = createDynamoDbClient({ attemptMs: 100, maxAttempts: 2 });
  const store = createDynamoDbStore({ client, tableName: 'runs', clock: manualClock() });
  return { store, server };
}

const refused = (status: number, type: string): StubResponse => ({ status, body: { __type: type, message: 'no' } });

it.each<[string, StubResponse]>([
  ['never answers', 'hang'],
  ['breaks the connection', 'break'],
  ['throttles', refused(400, 'com.amazonaws.dynamodb.v20120810#ThrottlingException')],
  ['has an error of its own', refused(500, 'com.amazonaws.dynamodb.v20120810#InternalServerError')],
  ['is behind a gateway that finds nobody', { status: 503, body: 'nobody here' }],
])('is unavailable when it %s, after two attempts', async (_, answer) => {
  const { store, server } = await connect(() => answer);
  await expect(store.create(buildPlan())).rejects.toThrow(StoreUnavailable);
  expect(server.requests).toHaveLength(2);
});

it('is not worth waiting for where it refuses', async () => {
  const { store } = await connect(() => refused(400, 'com.amazonaws.dynamodb.v20120810#AccessDeniedException'));
  const call = store.find('plan', 'plan-1');
  await expect(call).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await expect(call).rejects.not.toBeInstanceOf(StoreUnavailable);
});
