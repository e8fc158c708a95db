import type { QueueName } from '@valine/contracts';
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { redriveAll, redriveChosen } from './redrive.ts';
import { describeRedrive, type RedriveBench } from './redrive-contract.ts';
import { allRedrivenMessage, chosenRedrivenMessage } from './redrive-messages.ts';
import { memoryDeadLetters } from './test-dead-letters.ts';

async function memoryBench(): Promise<RedriveBench> {
  const queues = memoryDeadLetters();
  let count = 0;
  return {
    queues,
    async bury(queue, body, group) {
      count += 1;
      const messageId = `m-${count}`;
      queues.bury(queue, { messageId, body, ...(group !== undefined && { group }) });
      return messageId;
    },
    source: async (queue) => queues.sources[queue],
  };
}

describeRedrive('redriving chosen dead letters, in memory', memoryBench);

describe('redriving chosen dead letters', () => {
  it('cannot reach a dead letter behind another of its conversation, until that one is gone', async () => {
    const queues = memoryDeadLetters();
    queues.bury('notify', ...Array.from({ length: 11 }, (_, n) => ({ messageId: `m-${n}`, group: 'conversation 1' })));
    const source = { queues, clock: manualClock() };
    expect((await redriveChosen(source, ['notify'], ['m-10'])).missing).toEqual(['m-10']);
    await redriveChosen(source, ['notify'], ['m-0']);
    expect((await redriveChosen(source, ['notify'], ['m-10'])).missing).toEqual([]);
  });

  it('stops before a dead letter becomes visible again, puts all back, and says what to do', async () => {
    const queues = memoryDeadLetters();
    queues.bury('dispatch', ...Array.from({ length: 100 }, (_, n) => ({ messageId: `m-${n}` })));
    const clock = manualClock();
    const slow = {
      ...queues,
      take(queue: QueueName, seconds: number) {
        clock.advance(60_000);
        return queues.take(queue, seconds);
      },
    };
    const outcome = await redriveChosen({ queues: slow, clock }, ['dispatch'], ['m-0', 'm-99']);
    expect(chosenRedrivenMessage(outcome)).toEqual({
      text: 'dispatch: m-0 is back in its queue.',
      failed:
        'm-99 was not found: dispatch has more letters than can be looked at one by one. Use --queue <queue> --all.',
    });
    expect(await queues.take('dispatch', 30)).toHaveLength(10);
    expect(queues.sources.dispatch).toEqual(['body of m-0']);
  });

  it('says how many dead letters stay hidden for a while', async () => {
    const queues = memoryDeadLetters();
    queues.bury('dispatch', { messageId: 'm-1' }, { messageId: 'm-2' });
    const stumbling = { ...queues, putBack: async () => 1 };
    const outcome = await redriveChosen({ queues: stumbling, clock: manualClock() }, ['dispatch'], ['m-2']);
    expect(chosenRedrivenMessage(outcome).text).toMatchInlineSnapshot(`
      "dispatch: m-2 is back in its queue.
      1 letter that was looked at could not be put back at once: back by itself within 5 minutes."
    `);
  });
});

describe('redriving all dead letters', () => {
  function tools(queues = memoryDeadLetters()) {
    const shown: string[] = [];
    const terminal = { progress: (text: string) => void shown.push(text) };
    return { queues, terminal, pause: async () => {}, shown };
  }

  it('moves every queue, and says of empty ones that there was nothing', async () => {
    const queues = memoryDeadLetters();
    queues.bury('dispatch', { messageId: 'm-1' }, { messageId: 'm-2' });
    const outcomes = await redriveAll(tools(queues), ['dispatch', 'verify']);
    expect(allRedrivenMessage(outcomes)).toEqual({ text: 'dispatch: 2 moved back.\nverify: nothing to move.' });
    expect(queues.sources.dispatch).toEqual(['body of m-1', 'body of m-2']);
  });

  it('follows a task that was already running, and shows how far it is', async () => {
    const queues = memoryDeadLetters();
    queues.bury('dispatch', { messageId: 'm-1' });
    const steps = [{ state: 'running', moved: 3, total: 9 } as const, { state: 'completed', moved: 9 } as const];
    const progress = async () => steps.shift() ?? { state: 'failed' as const, moved: 0 };
    const used = tools({ ...queues, moveAll: async () => ({ isNew: false, progress }) });
    const { text } = allRedrivenMessage(await redriveAll(used, ['dispatch']));
    expect(text).toBe('dispatch: 9 moved back. (a redrive was already running; it was followed to its end)');
    expect(used.shown).toEqual(['dispatch: 3 of 9 moved …', '']);
  });

  it('says why a task failed and what to do', async () => {
    const queues = memoryDeadLetters();
    queues.bury('dispatch', { messageId: 'm-1' });
    const progress = async () => ({ state: 'failed' as const, moved: 1, reason: 'AccessDenied' });
    const used = tools({ ...queues, moveAll: async () => ({ isNew: true, progress }) });
    expect(allRedrivenMessage(await redriveAll(used, ['dispatch']))).toEqual({
      text: '',
      failed: 'dispatch: the move failed after 1 (AccessDenied). Run it again; what was moved stays moved.',
    });
  });
});
