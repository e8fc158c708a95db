/** The specification of a RecordStore, run against every implementation. */
import type { Notification } from '@valine/contracts';
import { buildEffect, buildSpending, buildTaskRecord, buildTracking } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import type { DescriptionRecord } from '../kinds/description.ts';
import { type Incident, incidentSummary } from '../kinds/operation/incident.ts';
import { type Plan, planSummary } from '../kinds/plan.ts';
import { type PostedMessage, parkedSummary } from '../kinds/posted-message.ts';
import { overIssue, plannedIssue, plannedSummary } from '../kinds/task.ts';
import { trackingSummary } from '../kinds/tracking.ts';
import { dropEffect, resolveEffect } from '../resolve.ts';
import { spentSoFar } from '../spent-so-far.ts';
import { IllegalTransition, type OperatorStore } from '../store.ts';
import { buildEdit, buildMessage } from './test-messages.ts';
import { buildComment, buildSetting } from './test-owners.ts';

export type StoreUnderTest = {
  store: OperatorStore;
  advance(milliseconds: number): void;
  run(overrides?: Partial<Plan>): Plan;
};

export function describeStore(name: string, setUp: () => Promise<StoreUnderTest>): void {
  describe(name, () => {
    it('finds what was created, and undefined for what was not', async () => {
      const { store, run } = await setUp();
      expect(await store.create(run())).toBe('created');
      expect(await store.find('plan', run().id)).toEqual(run());
      expect(await store.find('plan', 'plan-unknown')).toBeUndefined();
      expect(await store.find('request', run().id)).toBeUndefined();
    });

    it('creates a record once', async () => {
      const { store, run } = await setUp();
      await store.create(run());
      expect(await store.create(run({ label: 'other' }))).toBe('exists');
      expect((await store.find('plan', run().id))?.label).toBe(run().label);
    });

    it('replaces only the version that was read', async () => {
      const { store, run } = await setUp();
      await store.create(run());
      expect(await store.replace(run(), run({ version: 2, state: 'in_progress' }))).toBe('replaced');
      expect(await store.replace(run(), run({ version: 2, state: 'cancelled' }))).toBe('conflict');
      expect((await store.find('plan', run().id))?.state).toBe('in_progress');
    });

    it('lets one of two simultaneous writers win', async () => {
      const { store, run } = await setUp();
      await store.create(run());
      const next = run({ version: 2, state: 'in_progress' });
      const results = await Promise.all([1, 2, 3].map(() => store.replace(run(), next)));
      expect(results.filter((result) => result === 'replaced')).toHaveLength(1);
    });

    it('refuses steps that the state machine does not have', async () => {
      const { store, run } = await setUp();
      await store.create(run({ state: 'completed' }));
      const done = run({ state: 'completed' });
      await expect(store.replace(done, run({ version: 2, state: 'in_progress' }))).rejects.toThrow(IllegalTransition);
      await expect(store.replace(run(), run({ version: 2, state: 'completed' }))).rejects.toThrow(IllegalTransition);
    });

    it('refuses a step that is legal from what the caller claims, but not from what is stored', async () => {
      const { store, run } = await setUp();
      await store.create(run({ state: 'completed' }));
      expect(await store.replace(run(), run({ version: 2, state: 'in_progress' }))).toBe('conflict');
    });

    it('empties the outbox of the version it was read with, and of no other', async () => {
      const { store, run } = await setUp();
      const outbox: Plan['outbox'] = [{ type: 'plan.reconcile', id: 'check-1', planId: run().id, requestedAt: 1 }];
      await store.create(run({ outbox }));
      await store.clearOutbox(run({ version: 7, outbox }));
      expect((await store.find('plan', run().id))?.outbox).toEqual(outbox);
      await store.clearOutbox(run({ outbox }));
      expect((await store.find('plan', run().id))?.outbox).toEqual([]);
    });

    describe('a message claimed for an edit without being read', () => {
      it('is given back as it stands then', async () => {
        const { store, run } = await setUp();
        const message = buildMessage(run().expiresAt);
        await store.create(message);
        const edit = buildEdit(run().expiresAt + 5);
        const claimed = await store.claimEdit(message.id, edit);
        const { claim, expiresAt } = edit;
        expect(claimed).toEqual({ ...message, version: 8, epoch: 4, claim, expiresAt });
        expect(await store.find('message', message.id)).toEqual(claimed);
        expect(await store.replace(message, { ...message, version: 8 })).toBe('conflict');
      });

      it.each<[string, Partial<PostedMessage>]>([
        ['claimed already', { claim: buildEdit(0).claim }],
        ['to be overwritten still by an earlier edit', { unsettled: { until: 1, fingerprints: ['y'] } }],
        ['parked', { parked: { revision: 3, reason: 'forbidden' } }],
        ['shown as new', { shownRevision: 3 }],
        ['made anew once', { deletions: 1 }],
        ['a reply that has closed', { replyClosed: true }],
        ['expired', { expiresAt: 1 }],
      ])('is left alone when it is %s', async (_, state) => {
        const { store, run } = await setUp();
        const message = { ...buildMessage(run().expiresAt), ...state };
        await store.create(message);
        expect(await store.claimEdit(message.id, buildEdit(run().expiresAt))).toBeUndefined();
        expect(await store.claimEdit('unknown', buildEdit(run().expiresAt))).toBeUndefined();
      });

      it('is edited as a message of the bot only once it is known where it stands', async () => {
        const { store, run } = await setUp();
        const { messageId: _, ...message } = buildMessage(run().expiresAt);
        await store.create({ ...message, replyClosed: true });
        const edit = { ...buildEdit(run().expiresAt), by: 'edit-message' } as const;
        expect(await store.claimEdit(message.id, edit)).toBeUndefined();
        const known = { ...message, messageId: 'm1', version: 8 };
        await store.replace(message, known);
        expect(await store.claimEdit(message.id, edit)).toMatchObject({ version: 9, messageId: 'm1' });
      });
    });

    it('lists the messages that an operator has to decide about', async () => {
      const { store, run } = await setUp();
      const message = buildMessage(run().expiresAt);
      const parked = { ...message, id: 'reply:2', parked: { revision: 3, reason: 'forbidden', notification: WORD } };
      const tooLate = { ...message, id: 'reply:3', parked: { revision: 3, reason: 'too late' } };
      for (const record of [run(), message, parked, tooLate]) await store.create(record);
      expect(await store.listParkedMessages(10)).toEqual([parkedSummary(parked)]);
      expect(await store.listPlans('open', 10)).toHaveLength(1);
      await store.replace(parked, { ...message, id: 'reply:2', version: 8 });
      expect(await store.listParkedMessages(10)).toEqual([]);
    });

    it('lists what says that plans have an issue, the newest first, and apart once its plan has ended', async () => {
      const { store, run } = await setUp();
      const one = plannedIssue(run({ id: 'plan-1' }), 8);
      const other = plannedIssue(run({ id: 'plan-2', requestedAt: run().requestedAt + 1 }), 8);
      for (const planned of [one, other, plannedIssue(run({ id: 'plan-2' }), 80)]) await store.create(planned);
      await store.create(buildTaskRecord({ planId: 'plan-1', number: 8 }));
      expect(await store.listPlanned(8, 'open')).toEqual([other, one].map(plannedSummary));
      expect(await store.listPlanned(9, 'open')).toEqual([]);
      const over = overIssue(other, other.requestedAt);
      expect(await store.replace(other, over)).toBe('replaced');
      expect(await store.replace(other, over)).toBe('conflict');
      expect(await store.listPlanned(8, 'open')).toEqual([plannedSummary(one)]);
      expect(await store.listPlanned(8, 'ended')).toEqual([plannedSummary(other)]);
      await store.replace(one, overIssue(one, other.requestedAt + 1000));
      expect(await store.listPlanned(8, 'ended')).toEqual([one, other].map(plannedSummary));
    });

    it('lists comments, changes of the site and deploy settings while an effect of theirs waits for an operator', async () => {
      const { store, run } = await setUp();
      const { expiresAt } = run();
      const parked = (at: number) => buildEffect({ parked: { reason: 'refused', at } });
      const one = buildSetting('ONE', { effects: [buildEffect({ id: 'e0' }), parked(1)], expiresAt });
      const two = buildSetting('TWO', { effects: [parked(2)], expiresAt });
      const comment = buildComment({ effects: [parked(3)], expiresAt });
      const quiet = buildSetting('QUIET', { effects: [buildEffect()], expiresAt });
      for (const record of [one, two, comment, quiet]) await store.create(record);
      const listed = async () => (await store.listParkedOwners(9)).map(({ id }) => id);
      expect(await listed()).toEqual([comment.id, 'TWO', 'ONE']);
      expect(await store.listParkedOwners(1)).toEqual([{ kind: 'comment', id: comment.id, listedAt: 3 }]);
      const now = run().requestedAt;
      const drop = dropEffect(two, 'e1', { by: '1', reason: 'over' }, now);
      const retry = resolveEffect(one, 'e1', { is: 'retry' }, now);
      for (const [before, after] of [
        [two, drop],
        [one, retry],
      ] as const)
        if (after !== undefined) await store.replace(before, after);
      expect(await listed()).toEqual([comment.id]);
      expect((await store.find('deploy-setting', 'TWO'))?.effects).toEqual(drop?.effects);
    });

    it('lists kinds of errors by when the newest of each was logged', async () => {
      const { store, run } = await setUp();
      const build = (id: string, lastAt: number, says?: string): Incident => ({
        ...{ kind: 'incident', id, version: 1, since: 1, lastAt, count: 2, ...(says !== undefined && { says }) },
        ...{ shown: { revision: 1, count: 1, at: 1 }, outbox: [], expiresAt: run().expiresAt },
      });
      const [older, newer] = [build('incident-b', 5), build('incident-a', 7, 'dispatcher: message failed')];
      for (const record of [newer, older]) await store.create(record);
      expect(await store.listIncidents(9)).toEqual([newer, older].map(incidentSummary));
      expect(await store.listIncidents(1)).toEqual([incidentSummary(newer)]);
      await store.replace(older, { ...older, version: 2, lastAt: 9, count: 3 });
      expect((await store.listIncidents(9)).map(({ id, count }) => [id, count])).toEqual([
        ['incident-b', 3],
        ['incident-a', 2],
      ]);
    });

    it('lists all that have an issue, even if they are more than the store tells at a time', async () => {
      const { store, run } = await setUp();
      const repository = 'x'.repeat(150_000);
      for (let index = 0; index < 8; index += 1)
        await store.create(plannedIssue(run({ id: `plan-${index}`, repository }), 8));
      expect(await store.listPlanned(8, 'open')).toHaveLength(8);
    });

    it('lists no token of an interaction, no message to send, and no effect', async () => {
      const { store, run } = await setUp();
      const outbox: Plan['outbox'] = [{ type: 'plan.reconcile', id: 'to-send', planId: run().id, requestedAt: 1 }];
      const effects = [buildEffect()];
      const plan = run({ outbox, effects });
      const tracking = buildTracking({ outbox, effects });
      for (const record of [plan, tracking]) await store.create(record);
      const listed = [await store.listPlans('open', 9), await store.listTrackings('open', 9)];
      expect(listed).toEqual([[planSummary(plan)], [trackingSummary(tracking)]]);
      const secrets = [plan.reply.token, 'to-send', ...effects.map(({ id }) => id)];
      expect(secrets.filter((secret) => JSON.stringify(listed).includes(secret))).toEqual([]);
    });

    it('keeps the pull request and the effects of a task', async () => {
      const { store } = await setUp();
      const pullRequest = { number: 101, url: 'https://github.com/acme/web/pull/101' };
      const task = buildTaskRecord({ pullRequest, effects: [buildEffect()] });
      await store.create(task);
      const next = { ...task, version: 2 };
      for (const change of [{ pullRequest: { ...pullRequest, number: 7 } }, { effects: [] }, { head: 'x' }])
        await expect(store.replace(task, { ...next, ...change })).rejects.toThrow(IllegalTransition);
      expect(await store.replace(task, next)).toBe('replaced');
    });

    it('keeps what has been spent, and sums up the days of a month', async () => {
      const { store } = await setUp();
      const cost = { nanoUsd: 5, calls: 1, inputTokens: 1, outputTokens: 1 };
      const [today, yesterday] = [buildSpending('2026-03-02', cost), buildSpending('2026-03-01', cost)];
      for (const record of [today, yesterday, buildSpending('2026-02-28', cost)]) await store.create(record);
      for (const change of [{ day: '2026-03-01' }, { settled: { ...cost, nanoUsd: 4 } }])
        await expect(store.replace(today, { ...today, ...change, version: 2 })).rejects.toThrow(IllegalTransition);
      const open = [{ id: 'one', nanoUsd: 7, at: 1 }];
      expect(await store.replace(today, { ...today, version: 2, open, isWarned: true })).toBe('replaced');
      const { month, today: spent } = await spentSoFar(store, Date.UTC(2026, 2, 2, 9));
      expect({ month, spent }).toMatchObject({
        month: { usd: 17e-9, calls: 3 },
        spent: { usd: 12e-9, unknownUsd: 7e-9 },
      });
    });

    it('keeps the first answer to a description', async () => {
      const { store, run } = await setUp();
      const asked = { kind: 'description', id: 'i1', version: 1, personId: '1', epoch: 1, leaseUntil: 5 } as const;
      const rest = { outbox: [], expiresAt: run().expiresAt };
      const refused = { is: 'refused', outcome: 'x', message: {}, costNanoUsd: 1 } as const;
      await store.create({ ...asked, ...rest });
      const answered: DescriptionRecord = { ...asked, ...rest, version: 2, answer: refused };
      expect(await store.replace<DescriptionRecord>({ ...asked, ...rest }, answered)).toBe('replaced');
      expect(await store.find('description', 'i1')).toEqual(answered);
      await expect(store.replace(answered, { ...answered, version: 3 })).rejects.toThrow(IllegalTransition);
    });

    it('lists open runs by when they were asked for, the newest first', async () => {
      const { store, run } = await setUp();
      for (const [index, state] of (['pending', 'completed', 'in_progress', 'cancelled'] as const).entries()) {
        await store.create(run({ id: `plan-${index}`, state, requestedAt: index }));
      }
      expect(idsOf(await store.listPlans('open', 10))).toEqual(['plan-2', 'plan-0']);
      expect(idsOf(await store.listPlans('open', 1))).toEqual(['plan-2']);
    });

    it('lists ended runs by when they ended, however old they are', async () => {
      const { store, run } = await setUp();
      const endedAt = { 'plan-old': 30, 'plan-middle': 20, 'plan-new': 10 };
      for (const [index, id] of (['plan-old', 'plan-middle', 'plan-new'] as const).entries()) {
        const open = run({ id, state: 'in_progress', requestedAt: index });
        await store.create(open);
        await store.replace(open, { ...open, version: 2, state: 'completed', endedAt: endedAt[id] });
      }
      expect(idsOf(await store.listPlans('ended', 10))).toEqual(['plan-old', 'plan-middle', 'plan-new']);
      expect(idsOf(await store.listPlans('ended', 1))).toEqual(['plan-old']);
    });

    it('lists all that were asked for, even if they are more than the store tells at a time', async () => {
      const { store, run } = await setUp();
      const endNote = 'x'.repeat(350_000);
      for (let index = 0; index < 5; index += 1) await store.create(run({ id: `plan-${index}`, endNote }));
      expect(await store.listPlans('open', 10)).toHaveLength(5);
      expect(await store.listPlans('open', 4)).toHaveLength(4);
    });

    it('lists as many as there are, past those that have expired', async () => {
      const { store, run, advance } = await setUp();
      await store.create(run({ id: 'plan-alive', requestedAt: 1, expiresAt: run().expiresAt + 3600 }));
      for (let index = 2; index < 5; index += 1) await store.create(run({ id: `plan-${index}`, requestedAt: index }));
      advance(45 * 24 * 3600 * 1000);
      expect(idsOf(await store.listPlans('open', 1))).toEqual(['plan-alive']);
    });

    it('moves a run from the open to the ended ones', async () => {
      const { store, run } = await setUp();
      await store.create(run());
      await store.replace(run(), run({ version: 2, state: 'cancelled' }));
      expect(await store.listPlans('open', 10)).toEqual([]);
      expect(await store.listPlans('ended', 10)).toHaveLength(1);
    });

    it('lists follows apart from runs, the open ones and the ended ones', async () => {
      const { store, run } = await setUp();
      await store.create(run());
      await store.create(buildTracking({ id: 'verify-1', requestedAt: 1 }));
      await store.create(buildTracking({ id: 'verify-2', requestedAt: 2 }));
      const ended = buildTracking({ id: 'verify-1', version: 2, requestedAt: 1, state: 'failed', endedAt: 9 });
      await store.replace(buildTracking({ id: 'verify-1', requestedAt: 1 }), ended);
      expect(idsOf(await store.listTrackings('open', 10))).toEqual(['verify-2']);
      expect(await store.listTrackings('ended', 10)).toEqual([trackingSummary(ended)]);
      expect(idsOf(await store.listPlans('open', 10))).toEqual([run().id]);
    });

    it('opens a follow again when its workflow is run again, and not one that succeeded', async () => {
      const { store } = await setUp();
      const failed = buildTracking({ state: 'failed' });
      await store.create(failed);
      expect(await store.replace(failed, { ...failed, version: 2, state: 'starting' })).toBe('replaced');
      const succeeded = buildTracking({ version: 3, state: 'succeeded' });
      expect(await store.replace(buildTracking({ version: 2 }), succeeded)).toBe('replaced');
      await expect(store.replace(succeeded, { ...succeeded, version: 4, state: 'starting' })).rejects.toThrow(
        IllegalTransition,
      );
    });

    it('forgets a record once it has expired', async () => {
      const { store, run, advance } = await setUp();
      await store.create(run());
      advance(46 * 24 * 3600 * 1000);
      expect(await store.find('plan', run().id)).toBeUndefined();
      expect(await store.create(run({ version: 5 }))).toBe('created');
    });
  });
}

const WORD: Notification = {
  type: 'message.shown',
  id: 'n1',
  conversation: 'reply:2',
  key: 'reply:2',
  revision: 3,
  place: { in: 'channel', channelId: 'c1' },
  message: { content: 'word' },
};

const idsOf = (runs: readonly { id: string }[]) => runs.map(({ id }) => id);
