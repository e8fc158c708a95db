/** People are reminded that a pull request waits for them: whose turn it is, in their hours, once a day. */
import type { Notification } from '@valine/contracts';
import { accountIdOf } from '@valine/github-model';
import { RetryLater } from '@valine/lambda-kit';
import { plannedIssue, taskId } from '@valine/records';
import { parseSettings } from '@valine/settings';
import { buildLink, makeUnreadable } from '@valine/testing';
import { describe, expect, it, vi } from 'vitest';
import { begunTeam, hint, type TestTeam } from '../test-team.ts';
import { remindOfReviews } from './look.ts';

const MARA = '700000000000000001';
const GRACE = '700000000000000002';
const HALF_HOUR_MS = 30 * 60_000;
const HOUR_MS = 2 * HALF_HOUR_MS;

function remindersOf(given: object = {}) {
  const REVIEW_REMINDERS = JSON.stringify({ after_hours: 2, from: '08:00', to: '18:00', ...given });
  const reviewReminders = parseSettings({ REVIEW_REMINDERS, DISCORD_BOT_TOKEN: 'x' }, [
    'REVIEW_REMINDERS',
  ]).REVIEW_REMINDERS;
  return { reviewReminders };
}

/** It is Monday, a little after nine in UTC, and Mara is asked for a review. */
async function askedTeam(given: object | 'off' = {}): Promise<TestTeam> {
  const team = await begunTeam(1, { settings: given === 'off' ? {} : remindersOf(given) });
  await linked(team, MARA, 'mara-k');
  await team.take(team.changePull(101, { draft: false }));
  team.repository.people.ask(101, 'mara-k');
  await look(team);
  return team;
}

async function linked({ store, repository }: TestTeam, personId: string, login: string): Promise<void> {
  const account = { id: accountIdOf(repository.model, login), login };
  for (const record of buildLink(personId, account)) await store.create(record);
}

async function look(team: TestTeam): Promise<void> {
  await team.settle();
  team.clock.advance(60_000);
  await team.take(hint(team, (await team.task()).head));
  await team.settle();
}

/** The sweeps of so many hours, and what comes of them. */
async function pass(team: TestTeam, hours: number): Promise<void> {
  const until = team.clock.now() + hours * HOUR_MS;
  for (;;) {
    const slot = (Math.floor(team.clock.now() / HALF_HOUR_MS) + 1) * HALF_HOUR_MS;
    if (slot > until) break;
    team.clock.advance(slot + 1000 - team.clock.now());
    await team.take({ type: 'sweep.due', id: `sweep-${slot}`, slot: new Date(slot).toISOString() });
    await team.settle();
  }
}

/** Grace has the issue, and Mara wants changes. */
async function changesAsked(): Promise<TestTeam> {
  const team = await askedTeam();
  await linked(team, GRACE, 'grace');
  team.github.change(1, { assignees: ['grace'], accountIds: { grace: accountIdOf(team.repository.model, 'grace') } });
  team.repository.people.judge(101, 'mara-k', 'changes');
  await look(team);
  return team;
}

const reminders = ({ queues, planId }: TestTeam) =>
  queues.sent
    .map(({ body }) => body as Notification)
    .filter(({ type, message }) => type === 'message.shown' && message.content?.includes('⏰'))
    .map(({ place, message }) => ({
      in: place.in === 'direct' ? place.personId : place.in,
      pings: message.pings?.users ?? [],
      text: message.content?.replaceAll(planId, 'plan-1'),
    }));
const called = (team: TestTeam) => reminders(team).flatMap(({ pings }) => pings);

describe('a reviewer', () => {
  it('is reminded after so many hours of work, in the thread', async () => {
    const team = await askedTeam();
    await pass(team, 2);
    expect(reminders(team)).toEqual([]);
    await pass(team, 1);
    expect(reminders(team)).toMatchInlineSnapshot(`
      [
        {
          "in": "thread",
          "pings": [
            "700000000000000001",
          ],
          "text": "⏰ [PR #101](https://github.com/acme/web/pull/101) Checkout charges shipping twice when the address changes still waits for <@700000000000000001>: a review was asked for <t:1772442060:R>",
        },
      ]
    `);
  });

  it('is reminded once a day, and again on the next', async () => {
    const team = await askedTeam();
    await pass(team, 9);
    expect(called(team)).toEqual([MARA]);
    await pass(team, 13);
    expect(called(team)).toEqual([MARA]);
    await pass(team, 2);
    expect(called(team)).toEqual([MARA, MARA]);
  });

  it('is reminded once a day where another open plan has the issue too', async () => {
    const team = await askedTeam();
    const [plan, task] = [await team.plan(team.planId), await team.task()];
    const other = { ...plan, id: 'plan-0000000000', version: 1 };
    await team.store.create(other);
    await team.store.create({ ...task, id: taskId(other.id, 1), planId: other.id, version: 1 });
    await team.store.create(plannedIssue(other, 1));
    await pass(team, 9);
    expect(called(team)).toEqual([MARA]);
  });

  it('is left alone in the weekend', async () => {
    const team = await askedTeam();
    team.clock.advance(5 * 24 * HOUR_MS);
    await pass(team, 30);
    expect(called(team)).toEqual([]);
  });

  it('is reminded in hours of their own', async () => {
    const people = { [MARA]: { from: '08:00', to: '16:00', time_zone: 'America/New_York' } };
    const team = await askedTeam({ people });
    await pass(team, 5);
    expect(called(team)).toEqual([]);
    await pass(team, 2);
    expect(called(team)).toEqual([MARA]);
  });

  it('who has reviewed it is not reminded, though nobody has told us', async () => {
    const team = await askedTeam();
    team.repository.people.judge(101, 'mara-k', 'approve');
    await pass(team, 9);
    expect(reminders(team)).toEqual([]);
  });

  it('is not reminded while it is the author’s turn', async () => {
    const team = await askedTeam();
    await team.take(team.changePull(101, { draft: true }));
    await team.settle();
    await pass(team, 9);
    expect(reminders(team)).toEqual([]);
  });

  it('who has unlinked themselves is not reminded', async () => {
    const team = await askedTeam();
    const identity = await team.store.find('identity', MARA);
    if (identity === undefined) throw new Error('nobody is linked');
    const { link: _, ...untied } = identity;
    await team.store.replace(identity, { ...untied, version: identity.version + 1 });
    await pass(team, 9);
    expect(reminders(team)).toEqual([]);
  });

  it('is told directly, where they have chosen so', async () => {
    const team = await askedTeam();
    const identity = await team.store.find('identity', MARA);
    if (identity?.link === undefined) throw new Error('nobody is linked');
    const link = { ...identity.link, direct: { is: true, at: 1 } };
    await team.store.replace(identity, { ...identity, version: identity.version + 1, link });
    await pass(team, 9);
    expect(reminders(team).map(({ in: place, pings }) => [place, pings])).toEqual([
      ['thread', []],
      [MARA, []],
    ]);
  });

  it('is not reminded in the thread of a run that is muted', async () => {
    const team = await askedTeam();
    await team.command('mute', { what: team.planId });
    await pass(team, 9);
    expect(reminders(team)).toEqual([]);
  });
});

describe('an author', () => {
  it('is reminded of changes that are asked of them', async () => {
    const team = await changesAsked();
    await pass(team, 4);
    expect(reminders(team)).toMatchInlineSnapshot(`
      [
        {
          "in": "thread",
          "pings": [
            "700000000000000002",
          ],
          "text": "⏰ [PR #101](https://github.com/acme/web/pull/101) Checkout charges shipping twice when the address changes still waits for <@700000000000000002>: changes were asked for <t:1772442180:R>",
        },
      ]
    `);
  });

  it('who has given the issue to somebody else since is not', async () => {
    const team = await changesAsked();
    team.github.change(1, { assignees: ['lin'], accountIds: { lin: accountIdOf(team.repository.model, 'lin') } });
    await pass(team, 9);
    expect(reminders(team)).toEqual([]);
  });

  it('is not reminded while GitHub does not say whose issue it is', async () => {
    const team = await changesAsked();
    const read = vi.spyOn(team.github, 'findIssue').mockRejectedValue(new RetryLater(5, 'GitHub is away'));
    team.clock.advance(3 * HOUR_MS);
    await team.take({ type: 'task.remind', id: 'r1', planId: team.planId, number: 1, afterSeconds: 0 }, 3);
    expect(reminders(team)).toEqual([]);
    read.mockRestore();
    await pass(team, 1);
    expect(called(team)).toEqual([GRACE]);
  });

  it('who has pushed since is not', async () => {
    const team = await changesAsked();
    team.repository.people.pushTo(101);
    await pass(team, 9);
    expect(reminders(team)).toEqual([]);
  });
});

it('an author of whom changes are asked anew, after a push, has their hours anew', async () => {
  const team = await changesAsked();
  await pass(team, 1);
  team.repository.people.pushTo(101);
  await pass(team, 3);
  team.repository.people.judge(101, 'mara-k', 'changes');
  await pass(team, 1.5);
  expect(reminders(team)).toEqual([]);
  await pass(team, 1);
  expect(called(team)).toEqual([GRACE]);
});

it('nobody is reminded while GitHub cannot be read, and the next look tells', async () => {
  const team = await askedTeam();
  const read = vi.spyOn(team.lookups, 'findPullRequest');
  read.mockRejectedValue(new RetryLater(5, 'GitHub is away'));
  for (const waits of [3, 4]) {
    team.clock.advance(3 * HOUR_MS);
    await team.take({ type: 'task.remind', id: `r${waits}`, planId: team.planId, number: 1, afterSeconds: 0 }, waits);
  }
  expect(reminders(team)).toEqual([]);
  read.mockRestore();
  await pass(team, 1);
  expect(called(team)).toEqual([MARA]);
});

it('a plan that cannot be read keeps nobody else’s reminders back', async () => {
  const team = await askedTeam();
  await team.store.create({ ...(await team.plan(team.planId)), id: 'plan-other', version: 1 });
  makeUnreadable(team.store, 'plan', 'plan-other');
  await pass(team, 3);
  expect(called(team)).toEqual([MARA]);
});

it('what could not be sent is sent by the next try, once', async () => {
  const team = await askedTeam();
  team.clock.advance(3 * HOUR_MS);
  const remind = { type: 'task.remind', id: 'r1', planId: team.planId, number: 1, afterSeconds: 0 } as const;
  team.queues.failNext(1);
  await expect(team.take(remind)).rejects.toThrow('told to fail');
  for (let time = 0; time < 2; time += 1) await team.take(remind);
  expect(called(team)).toEqual([MARA]);
});

it.each([
  ['without the setting', 'off', 11],
  ['in nobody’s hours', {}, 20],
  ['between two half-hours', {}, 11.25],
] as const)('%s nothing is read', async (_, given, hour) => {
  const team = await askedTeam(given);
  const slotAt = Date.UTC(2026, 2, 2) + hour * HOUR_MS;
  team.clock.advance(slotAt - team.clock.now());
  const list = vi.spyOn(team.store, 'listPlans');
  await remindOfReviews(team, { slotAt });
  expect(list).not.toHaveBeenCalled();
});
