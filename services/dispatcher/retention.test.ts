/** How long a record knows what it has taken in: beyond the last day on which a copy of it can arrive. */
import { RECORD_RETENTION_DAYS, type StoredRecord } from '@valine/records';
import { expect, it } from 'vitest';
import { comment } from './effects/kinds/index.ts';
import { openEffectBench } from './effects/test-effects.ts';

const DAY = 24 * 3600;

it('is 45 days from every write of a run, its effects and its answers', async () => {
  const { step, store, clock, press, planned, command, repository, settle } = await openEffectBench();
  const lives: [string, number][] = [];
  const note = ({ kind, expiresAt }: StoredRecord) => lives.push([kind, expiresAt - clock.now() / 1000]);
  const { create, replace } = store;
  store.create = (record) => {
    note(record);
    return create(record);
  };
  store.replace = (previous, next) => {
    note(next);
    return replace(previous, next);
  };

  clock.advance(40 * DAY * 1000 + 1);
  const plan = await planned();
  await press('approve', plan);
  await command('status', { run_id: 'plan-unknown' });
  repository.fail('createComment', { status: 500 });
  await step('i1', comment.intend('comment', { number: 1, body: 'Begun.' }));
  await settle();
  repository.fail('createComment', { status: 403 });
  await step('i2', comment.intend('comment', { number: 2, body: 'Begun.' }));

  expect(new Set(lives.map(([kind]) => kind))).toEqual(
    new Set(['plan', 'planned', 'recent', 'request', 'audit', 'audit-claim', 'audit-head']),
  );
  expect(Math.min(...lives.map(([, seconds]) => seconds))).toBeGreaterThanOrEqual(45 * DAY);
  expect(RECORD_RETENTION_DAYS).toBeGreaterThanOrEqual(14 + 14 + 14 + 3);
});
