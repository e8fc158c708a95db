import { testDir } from '@valine/sandboxes/test-support';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createAccount } from '../account/account.ts';
import { openQueueEngine } from '../engines/queue-engine.ts';
import type { TableEngine } from '../engines/table-engine.ts';
import { createMoveTasks } from './move-tasks.ts';
import { startGateway } from './start-gateway.ts';

const authorization = 'AWS4-HMAC-SHA256 Credential=local-admin/20261120/us-east-1/x/aws4_request, Signature=x';
const headers = { authorization, 'x-amz-target': 'DynamoDB_20120810.GetItem' };

/** A gateway before a table that does not answer until it fails. */
async function start() {
  const [reached, failed] = [Promise.withResolvers<void>(), Promise.withResolvers<never>()];
  const errors: string[] = [];
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: (message: string) => void errors.push(message) };
  const queues = await openQueueEngine(testDir(), 'us-east-1');
  onTestFinished(queues.close);
  const tables: TableEngine = {
    call: () => {
      reached.resolve();
      return failed.promise;
    },
    ensure: async () => undefined,
    close: async () => undefined,
  };
  const account = createAccount('us-east-1');
  const engines = { account, queues, tables, moveTasks: createMoveTasks(queues), log };
  const gateway = await startGateway({ ...engines, findStorageProblem: () => undefined });
  const fail = () => failed.reject(new Error('socket hang up'));
  return { gateway, errors, reached: reached.promise, fail };
}

describe('an engine that breaks off', () => {
  it('is an error for the caller who waits', async () => {
    const { gateway, errors, fail, reached } = await start();
    const answer = fetch(gateway.url, { method: 'POST', headers, body: '{}' });
    await reached;
    fail();
    expect((await answer).status).toBe(500);
    expect(errors).toEqual(['AWS gateway: socket hang up']);
    await gateway.close();
  });

  it('is nothing to speak of once the gateway has closed and nobody waits', async () => {
    const { gateway, errors, fail, reached } = await start();
    const answer = fetch(gateway.url, { method: 'POST', headers, body: '{}' }).catch(() => 'cut off');
    await reached;
    await gateway.close();
    fail();
    expect(await answer).toBe('cut off');
    expect(errors).toEqual([]);
  });
});
