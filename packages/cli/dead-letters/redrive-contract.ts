/** What redriving and listing promise, on SQS and in memory. */
import type { QueueName } from '@valine/contracts';
import { describe, expect, it } from 'vitest';
import type { DeadLetterQueues } from '../terminal/ports.ts';
import { discardOne } from './discard.ts';
import { listDeadLetters } from './list-dead-letters.ts';
import { redriveChosen } from './redrive.ts';

export type RedriveBench = {
  queues: DeadLetterQueues;
  /** Puts a dead letter with this body into a dead-letter queue. @returns its message id */
  bury(queue: QueueName, body: string, group?: string): Promise<string>;
  /** Bodies that are in the source queue again. */
  source(queue: QueueName): Promise<string[]>;
};

const sourceOf = (queues: DeadLetterQueues) => ({ queues, clock: { now: () => 0 } });

export function describeRedrive(name: string, setUp: () => Promise<RedriveBench>): void {
  describe(name, () => {
    it('sends the chosen dead letters back and leaves the others where they are', async () => {
      const { queues, bury, source } = await setUp();
      const [kept, chosen] = [await bury('dispatch', 'kept'), await bury('dispatch', 'chosen')];
      expect(await redriveChosen(sourceOf(queues), ['dispatch'], [chosen])).toEqual({
        moved: [{ queue: 'dispatch', messageId: chosen }],
        missing: [],
        unfinished: [],
        stillHidden: 0,
      });
      expect(await source('dispatch')).toEqual(['chosen']);
      expect((await listDeadLetters(sourceOf(queues), 'dispatch')).letters.map(({ messageId }) => messageId)).toEqual([
        kept,
      ]);
    });

    it('finds a dead letter whichever queue it is in', async () => {
      const { queues, bury, source } = await setUp();
      const id = await bury('notify', 'shown', 'conversation 1');
      const { moved } = await redriveChosen(sourceOf(queues), ['dispatch', 'notify'], [id]);
      expect(moved).toEqual([{ queue: 'notify', messageId: id }]);
      expect(await source('notify')).toEqual(['shown']);
    });

    it('adds nothing the second time', async () => {
      const { queues, bury, source } = await setUp();
      const id = await bury('dispatch', 'once');
      await redriveChosen(sourceOf(queues), ['dispatch'], [id]);
      expect(await redriveChosen(sourceOf(queues), ['dispatch'], [id])).toMatchObject({
        moved: [],
        missing: [id],
        unfinished: [],
      });
      expect(await source('dispatch')).toEqual(['once']);
    });

    it('sends a FIFO dead letter once, though it was killed between sending and deleting', async () => {
      const { queues, bury, source } = await setUp();
      const id = await bury('notify', 'once', 'conversation 1');
      const killed = { ...queues, delete: () => Promise.reject(new Error('killed')) };
      await expect(redriveChosen(sourceOf(killed), ['notify'], [id])).rejects.toThrow('killed');
      expect((await redriveChosen(sourceOf(queues), ['notify'], [id])).missing).toEqual([]);
      expect(await source('notify')).toEqual(['once']);
      expect(await queues.count('notify')).toBe(0);
    });

    it('discards the one that is agreed to, and nothing else', async () => {
      const { queues, bury, source } = await setUp();
      for (const [queue, group] of [['dispatch'], ['notify', 'conversation 1']] as const) {
        const [id, kept] = [await bury(queue, 'hopeless', group), await bury(queue, 'kept', group && 'conversation 2')];
        const discard = (isAgreed: boolean) =>
          discardOne(sourceOf(queues), ['verify', queue], id, async (_, take) => (isAgreed ? take() : undefined));
        expect(await discard(false)).toMatchObject({ found: { queue, messageId: id, content: 'hopeless' } });
        expect(await queues.count(queue)).toBe(2);
        await discard(true);
        const { letters } = await listDeadLetters(sourceOf(queues), queue);
        expect(letters.map(({ messageId }) => messageId)).toEqual([kept]);
        expect(await discard(true)).toEqual({ unfinished: [] });
        expect(await source(queue)).toEqual([]);
      }
    });

    it('lists dead letters any number of times, with what they contain', async () => {
      const { queues, bury } = await setUp();
      const id = await bury('verify', '{"type":"plan.reconcile","id":"op-1"}');
      await listDeadLetters(sourceOf(queues), 'verify');
      expect(await listDeadLetters(sourceOf(queues), 'verify')).toMatchObject({
        queue: 'verify',
        count: 1,
        letters: [{ messageId: id, type: 'plan.reconcile', id: 'op-1' }],
      });
    });
  });
}
