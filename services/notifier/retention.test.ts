/** How long what the notifier knows of a message is kept. */
import { FIRST_ANSWER_REVISION } from '@valine/contracts';
import { expect, it } from 'vitest';
import { CHANNEL, notification, testWorld } from './test-world.ts';

const DAY = 24 * 3600;

it('is 45 days from the last time that anything was shown, claimed or parked', async () => {
  const { show, store, clock, discord } = testWorld();
  const lives: number[] = [];
  const note = (expiresAt: number) => lives.push(expiresAt - clock.now() / 1000);
  const { create, replace, claimEdit } = store;
  Object.assign(store, {
    create: (...[record]: Parameters<typeof create>) => note(record.expiresAt) && create(record),
    replace: (...[before, next]: Parameters<typeof replace>) => note(next.expiresAt) && replace(before, next),
    claimEdit: (...[id, edit]: Parameters<typeof claimEdit>) => note(edit.expiresAt) && claimEdit(id, edit),
  });
  await show(notification(1, CHANNEL, { thread: 'Plan' }));
  clock.advance(40 * DAY * 1000 + 1);
  await show(notification(FIRST_ANSWER_REVISION + 1, CHANNEL));
  discord.fail('editMessage', { status: 403, code: 50001 });
  await expect(show(notification(FIRST_ANSWER_REVISION + 2, CHANNEL))).rejects.toThrow();
  expect(lives).toHaveLength(8);
  expect(Math.min(...lives)).toBeGreaterThanOrEqual(45 * DAY);
});
