import { describe, expect, it } from 'vitest';
import type { SqsQueue } from './engines/fauxqs-parts.ts';
import { type Watched, waitUntilIdle } from './wait-until-idle.ts';

/** A stack at rest but for one message that is due in half a minute. */
function waitingFor(body: string, isNeedless: Watched['isNeedless']): Watched {
  const delayed = [{ messageId: 'm-1', body, delayUntil: Date.now() + 30_000 }];
  const queue = { name: 'work', processTimers() {}, inspectMessages: () => ({ ready: [], inflight: [], delayed }) };
  return { sources: [queue as unknown as SqsQueue], mappings: [], functions: [], requests: () => 0, isNeedless };
}

describe('a message that is still to come', () => {
  it('is waited for', async () => {
    const watched = waitingFor('a task', async () => false);
    await expect(waitUntilIdle(watched, { timeoutSeconds: 0 })).rejects.toThrow('1 soon due');
  });

  it('is not waited for once it will find nothing to do', async () => {
    const asked: string[] = [];
    const watched = waitingFor('a poll', async (body) => asked.push(body) === 2);
    await waitUntilIdle(watched, { timeoutSeconds: 10 });
    expect(asked).toEqual(['a poll', 'a poll']);
  });
});
