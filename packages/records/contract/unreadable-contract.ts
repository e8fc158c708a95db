/** What every store does about records that cannot be read: it writes none, and one of them stands in no other's way. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../kinds/plan.ts';
import { type OperatorStore, type UnreadableRecord, UnwritableRecord } from '../store.ts';
import { buildEdit, buildMessage } from './test-messages.ts';

export type UnreadableStoreUnderTest = {
  store: OperatorStore;
  /** What the store told of. */
  told: UnreadableRecord[];
  /** Stores a record as an open run, whatever it is: another version did. `expiresAt`: epoch seconds. */
  plant(record: Omit<Plan, 'label'> & { label: undefined }): Promise<void>;
  run(overrides?: Partial<Plan>): Plan;
};

export function describeUnreadable(name: string, setUp: () => Promise<UnreadableStoreUnderTest>): void {
  describe(`${name}, which cannot read everything`, () => {
    it('writes no record that it could not read again', async () => {
      const { store, run } = await setUp();
      const nameless = run({ leftOut: Number.NaN });
      await expect(store.create(nameless)).rejects.toThrow(
        new UnwritableRecord(nameless, 'leftOut: expected number').message,
      );
      expect(await store.create(run())).toBe('created');
      await expect(store.replace(run(), { ...nameless, version: 2 })).rejects.toThrow(UnwritableRecord);
      expect(await store.find('plan', run().id)).toEqual(run());
    });

    it('writes no claim that it could not read again', async () => {
      const { store, run } = await setUp();
      const message = buildMessage(run().expiresAt);
      await store.create(message);
      const edit = buildEdit(Number.NaN);
      await expect(store.claimEdit(message.id, edit)).rejects.toThrow(UnwritableRecord);
      expect(await store.find('message', message.id)).toEqual(message);
    });

    it('says which record it cannot read, and the first reason why', async () => {
      const { store, run, plant } = await setUp();
      await plant({ ...run({ id: 'plan-odd' }), ...WITHOUT_LABEL });
      await expect(store.find('plan', 'plan-odd')).rejects.toMatchObject({
        name: 'UnreadableRecord',
        kind: 'plan',
        id: 'plan-odd',
        problem: 'label: expected string',
      });
      expect(await store.create(run({ id: 'plan-odd' }))).toBe('exists');
    });

    it('lists the others, as many as were asked for, and tells of it', async () => {
      const { store, run, plant, told } = await setUp();
      for (const id of ['plan-odd', 'plan-odd-too']) await plant({ ...run({ id, requestedAt: 9 }), ...WITHOUT_LABEL });
      await store.create(run({ id: 'plan-1', requestedAt: 1 }));
      await store.create(run({ id: 'plan-2', requestedAt: 2 }));
      const listed = await store.listPlans('open', 2);
      expect(listed.map(({ id }) => id)).toEqual(['plan-2', 'plan-1']);
      expect(told.map(({ id }) => id).sort()).toEqual(['plan-odd', 'plan-odd-too']);
      expect(told[0]?.problem).toBe('label: expected string');
    });

    it('forgets it once it has expired', async () => {
      const { store, run, plant, told } = await setUp();
      await plant({ ...run(), ...WITHOUT_LABEL, expiresAt: 1 });
      expect(await store.find('plan', run().id)).toBeUndefined();
      expect(await store.listPlans('open', 10)).toEqual([]);
      expect(told).toEqual([]);
    });
  });
}

const WITHOUT_LABEL = { label: undefined };
