/** `/mute` and `/unmute`: silent for a while, and nothing is lost. */
import type { NewsHeld, Notification } from '@valine/contracts';
import { parseSettings } from '@valine/settings';
import { manualClock } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { testTeam } from '../../tasks/test-team.ts';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import { releaseHeld } from '../held/handle.ts';

const HOUR_MS = 3_600_000;

function world() {
  const NOTIFICATION_RULES = JSON.stringify({ red: { event: 'workflow_run', channel: '900' } });
  const { NOTIFICATION_RULES: notificationRules } = parseSettings({ NOTIFICATION_RULES }, ['NOTIFICATION_RULES']);
  const dispatcher = testDispatcher({ notificationRules });
  const { queues, take } = dispatcher;
  let runs = 0;
  return {
    ...dispatcher,
    async failing() {
      runs += 1;
      await take({
        ...{ type: 'github.happened', id: `d${runs}`, repository: 'acme/web', sender: 'ada' },
        receivedAt: manualClock().now(),
        happening: { event: 'workflow_run', action: 'completed', labels: [], conclusion: 'failure', name: 'CI' },
      });
      const sent = queues.sent.at(-1)?.body as NewsHeld | undefined;
      if (sent?.type === 'news.held') await take(sent);
    },
    told: () =>
      queues.sent
        .map(({ body }) => body as Notification)
        .filter(({ place }) => place?.in === 'channel')
        .map(({ message }) => textOf(message)),
  };
}

describe('a rule that is muted', () => {
  it('tells nothing until its time is over, and then all of it together', async () => {
    const { command, failing, told, clock, ...ports } = world();
    expect(await command('mute', { what: 'red', hours: 1 })).toMatchInlineSnapshot(
      `"🔕 \`red\` is muted until <t:1772445600:f>. \`/unmute\` ends it."`,
    );
    await failing();
    await failing();
    await releaseHeld({ ...ports, clock });
    expect(told()).toEqual([]);
    expect(await command('mute')).toMatchInlineSnapshot(
      `"🔕 \`red\` until <t:1772445600:f>, by <@1> • 2 messages held back"`,
    );
    clock.advance(HOUR_MS);
    await releaseHeld({ ...ports, clock });
    expect(told()).toMatchInlineSnapshot(`
      [
        "2 things happened while this was muted
      <t:1772442000:t> 🔴 **CI** failed • by ada
      <t:1772442000:t> 🔴 **CI** failed • by ada
      Rule red",
      ]
    `);
    expect(await command('mute')).toBe('🔔 Nothing is muted.');
  });

  it('tells it at once when it is heard again', async () => {
    const { command, failing, told } = world();
    await command('mute', { what: 'red' });
    await failing();
    expect(await command('unmute', { what: 'red' })).toMatchInlineSnapshot(
      `"🔔 \`red\` is heard again. 1 message was held back."`,
    );
    expect(told()).toHaveLength(1);
    await failing();
    expect(told()).toHaveLength(2);
  });
});

describe('a run that is muted', () => {
  it('has its card edited, and no new lines', async () => {
    const { command, planned, press, threadLines, take, closed, plan, clock } = world();
    const id = await planned();
    await press('approve', id);
    const before = threadLines().length;
    expect(await command('mute', { what: id, hours: 2 })).toContain('is muted until');
    await take(closed(1));
    expect(threadLines()).toHaveLength(before);
    expect(await plan(id)).toMatchObject({ mutedLines: 1 });
    expect(await command('mute')).toContain('1 message held back');
    expect(await command('unmute', { what: id })).toMatchInlineSnapshot(
      `"🔔 \`plan-pwpa9m8j8m\` is heard again. The card shows what happened meanwhile."`,
    );
    clock.advance(HOUR_MS / 4);
    await take(closed(2));
    expect(threadLines()).toHaveLength(before + 1);
  });
});

it('of a run that has ended it says so, and mutes nothing', async () => {
  const { command, planned, press } = world();
  const id = await planned();
  await press('discard', id);
  expect(await command('mute', { what: id })).toContain('reason_code: mute_not_found');
});

it('a task of a muted run that begins then is muted too', async () => {
  const team = await testTeam();
  await team.command('mute', { what: team.planId });
  await team.approve();
  await team.settle();
  expect((await team.task()).muted).toEqual((await team.plan(team.planId)).muted);
  expect((await team.task()).muted).toBeDefined();
});

it('tasks follow what their run says now, though a `/mute` whose function has ended before them comes again', async () => {
  const { command, requested, take, store, planId, task, plan, approve, settle } = await testTeam();
  await approve();
  await settle();
  const again = requested('mute', { what: planId });
  const { replace } = store;
  store.replace = async (before, next) => {
    if (next.kind === 'task') throw new Error('gone');
    return replace(before, next);
  };
  await expect(take(again)).rejects.toThrow('gone');
  store.replace = replace;
  expect((await plan(planId)).muted).toBeDefined();
  await command('unmute', { what: planId });
  await take(again);
  expect((await task()).muted).toBeUndefined();
});

it('an `/unmute` that comes again, for its function has ended before it answered, says the same', async () => {
  const { command, requested, take, store, queues } = world();
  await command('mute', { what: 'red' });
  const again = requested('unmute', { what: 'red' });
  const { create } = store;
  store.create = async (record) => {
    if (record.kind === 'request') throw new Error('gone');
    return create(record);
  };
  await expect(take(again)).rejects.toThrow('gone');
  store.create = create;
  await take(again);
  expect(JSON.stringify(queues.sent.at(-1)?.body)).toContain('is heard again');
});

it.each([
  ['mute', { what: 'nothing' }],
  ['unmute', { what: 'red' }],
  ['mute', { what: 'plan-none' }],
])('/%s of %o is refused, and says why', async (name, options) => {
  const { command } = world();
  expect(await command(name, options)).toMatch(/reason_code: (mute_not_found|not_muted|run_not_found)/);
});

it.each(['red', 'run', 'task'])(
  'what was asked for before something newer comes too late, in the same moment too: %s',
  async (of) => {
    const { take, requested, command, planned, store, plan } = world();
    const planId = await planned();
    const what = of === 'red' ? of : of === 'run' ? planId : `${planId}-1`;
    const mutedNow = async () => {
      const { tasks, ...run } = await plan(planId);
      return { red: await store.find('rule', 'red'), run, task: tasks[0] }[of]?.muted;
    };
    const late = requested('mute', { what });
    expect(await command('unmute', { what })).toContain('reason_code: not_muted');
    await take(late);
    expect(await mutedNow()).toBeUndefined();
    const lateUnmute = requested('unmute', { what });
    await command('mute', { what });
    await take(lateUnmute);
    expect(await mutedNow()).toBeDefined();
  },
);
