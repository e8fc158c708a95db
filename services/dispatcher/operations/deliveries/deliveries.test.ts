/** Deliveries that nobody took: sent again until they are, each as seldom as can be. */
import { GitHubError } from '@valine/github';
import { UnreadableRecord } from '@valine/records';
import { describe, expect, it } from 'vitest';
import { MOST_TRIES } from './decide.ts';
import { redeliverAll } from './redeliver.ts';
import { HOUR, MINUTE, OUR_REPOSITORY, testDeliveries } from './test-deliveries.ts';

const DOWN = () => 503;
const UP = () => 202;

describe('in quiet times', () => {
  it('a look is one request, and nothing is written', async () => {
    const { missed, sweep, store } = testDeliveries();
    missed.deliver();
    await sweep();
    const before = { calls: missed.calls.length, writes: store.writes };
    missed.deliver();
    await sweep();
    expect(missed.calls.slice(before.calls)).toEqual(['page']);
    expect(store.writes).toBe(before.writes);
  });

  it('what arrived is not sent again, and nobody is told', async () => {
    const { missed, sweeps, sentAgain, told } = testDeliveries();
    missed.deliver();
    await sweeps(3);
    expect([sentAgain(), told()]).toEqual([[], []]);
  });
});

describe('a delivery that failed', () => {
  it('is sent again once, and the team is told once', async () => {
    const { missed, sweeps, sentAgain, told } = testDeliveries();
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = UP;
    await sweeps(10);
    expect([sentAgain(), told().length]).toEqual([[1], 1]);
  });

  it('is not, where somebody else has had it sent again', async () => {
    const { missed, sweeps, sentAgain } = testDeliveries();
    missed.answer = DOWN;
    const guid = missed.deliver();
    missed.answer = UP;
    missed.begin({ guid, event: 'issues', isRedelivery: true })(202);
    await sweeps(3);
    expect(sentAgain()).toEqual([]);
  });

  it.each([
    ['of an event that we do not use', { event: 'star' }],
    ['that GitHub keeps no longer', { at: Date.UTC(2026, 1, 26) }],
  ])('%s is left alone', async (_, about) => {
    const { missed, sweeps, sentAgain } = testDeliveries();
    missed.answer = DOWN;
    missed.deliver(about);
    await sweeps(3);
    expect(sentAgain()).toEqual([]);
  });

  it('is sent again, of an event that a notification rule alone is about', async () => {
    const { missed, sweeps, sentAgain } = testDeliveries({ rules: { releases: { event: 'release', channel: '900' } } });
    missed.answer = DOWN;
    missed.deliver({ event: 'release' });
    missed.answer = UP;
    await sweeps(3);
    expect(sentAgain()).toEqual([1]);
  });

  it('of the repository that the settings name now is sent again, and no longer of the one before', async () => {
    const { missed, sweeps, sentAgain, moveTo } = testDeliveries({ of: 'app' });
    missed.deliver({ repositoryId: OUR_REPOSITORY });
    await sweeps(1);
    moveTo(99);
    missed.answer = DOWN;
    missed.deliver({ repositoryId: OUR_REPOSITORY });
    missed.deliver({ repositoryId: 99 });
    missed.answer = UP;
    await sweeps(3);
    expect(sentAgain()).toEqual([3]);
  });

  it('of another repository is left alone, where an App is told of several', async () => {
    const { missed, sweeps, sentAgain } = testDeliveries({ of: 'app' });
    missed.answer = DOWN;
    missed.deliver({ repositoryId: 99 });
    missed.deliver({ repositoryId: OUR_REPOSITORY });
    missed.answer = UP;
    await sweeps(3);
    expect([sentAgain(), missed.calls.includes('findHook')]).toEqual([[2], false]);
  });

  it('is found though it comes into the log later than a newer one', async () => {
    const { missed, sweep, clock, sentAgain } = testDeliveries();
    await sweep();
    const timesOut = missed.begin({ guid: 'late', event: 'issues', isRedelivery: false });
    clock.advance(1000);
    missed.deliver();
    await sweep();
    timesOut(504);
    await sweep();
    expect(sentAgain()).toEqual([1]);
  });
});

describe('an outage', () => {
  it('of six hours is over some looks after its end: each came, and each was sent again as seldom as can be', async () => {
    const { missed, sweep, sweeps, sentAgain, told } = testDeliveries();
    missed.answer = DOWN;
    for (let look = 0; look < 72; look += 1) {
      missed.deliver();
      await sweep();
    }
    const probes = sentAgain().length;
    missed.answer = UP;
    await sweeps(7);
    const came = new Set(missed.log.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid));
    expect([came.size, probes, sentAgain().length - probes, told().length]).toEqual([72, 72, 72, 1]);
  });

  it('is told once it is over, with all that is here', async () => {
    const { missed, sweeps, told } = testDeliveries();
    missed.answer = DOWN;
    for (const _ of Array.from({ length: 12 })) missed.deliver();
    await sweeps(4);
    expect(told()).toEqual([]);
    missed.answer = UP;
    await sweeps(3);
    expect(told()).toMatchInlineSnapshot(`
      [
        "📬 12 deliveries from GitHub had not arrived since <t:1772442000:f>; all are here now.",
      ]
    `);
  });

  it('has all that is open compared with GitHub, once', async () => {
    const { missed, sweeps, compared, openPlan } = testDeliveries();
    await openPlan();
    missed.answer = DOWN;
    missed.deliver();
    await sweeps(2);
    missed.answer = UP;
    await sweeps(10);
    expect(compared()).toEqual(['plan-0000000000']);
  });

  it('has all that is open compared but a plan that another version wrote, which the log names', async () => {
    const { missed, sweeps, compared, openPlan, store, logger } = testDeliveries();
    for (const plan of ['plan-0000000000', 'plan-1111111111']) await openPlan(plan);
    const { find } = store;
    store.find = async (kind, id) => {
      if (id === 'plan-0000000000') throw new UnreadableRecord({ kind, id }, 'tasks: expected array');
      return find(kind, id);
    };
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = UP;
    await sweeps(10);
    expect(compared()).toEqual(['plan-1111111111']);
    expect(logger.lines.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'an open plan cannot be compared', fields: { plan: 'plan-0000000000' } },
    ]);
  });

  it('is a probe at a look while it lasts', async () => {
    const { missed, sweep, sentAgain } = testDeliveries();
    missed.answer = DOWN;
    for (const _ of Array.from({ length: 12 })) missed.deliver();
    await sweep();
    expect(sentAgain()).toHaveLength(1);
  });

  it('of more deliveries than a look can have sent again takes several looks', async () => {
    const { missed, sweeps, sentAgain, told } = testDeliveries({ callMs: 2000 });
    missed.answer = DOWN;
    for (const _ of Array.from({ length: 40 })) missed.deliver();
    missed.answer = UP;
    missed.deliver();
    await sweeps(5);
    expect([sentAgain().length, new Set(sentAgain()).size, told().length]).toEqual([40, 40, 1]);
  });

  it('that fills pages of the log is read a few pages at a look', async () => {
    const { missed, sweep, sweeps, clock, told } = testDeliveries();
    missed.answer = DOWN;
    for (let index = 0; index < 1000; index += 1) {
      missed.deliver();
      clock.advance(20_000);
    }
    missed.answer = UP;
    missed.deliver();
    await sweep();
    expect(missed.calls.filter((call) => call.startsWith('page'))).toHaveLength(5);
    await sweeps(120);
    const came = new Set(missed.log.filter(({ statusCode }) => statusCode === 202).map(({ guid }) => guid));
    expect(came.size).toBe(1001);
    expect(told().filter((text) => text.includes('is not known')).length).toBeLessThanOrEqual(1);
  });
});

describe('a delivery that fails again and again', () => {
  const refused = async (options = {}) => {
    const deliveries = testDeliveries(options);
    const { missed, sweep } = deliveries;
    missed.answer = (guid) => (guid === 'bad' ? 500 : 202);
    missed.deliver({ guid: 'bad' });
    for (let look = 0; look < 80 * 12; look += 1) {
      if (look % 4 === 0) missed.deliver();
      await sweep();
    }
    return deliveries;
  };

  it('is given up, told once, and never looked for again', async () => {
    const { sentAgain, told } = await refused();
    expect(sentAgain().length).toBeLessThanOrEqual(MOST_TRIES);
    expect(told()).toMatchInlineSnapshot(`
      [
        "⚠️ 1 delivery from GitHub cannot be had any more (\`issues\`). What is open was compared with GitHub instead. Why: see the log of ingress.",
      ]
    `);
  });

  it('is no reason to keep the others back, or to be silent about them', async () => {
    const { missed, sweeps, told } = testDeliveries();
    missed.answer = (guid) => (guid === 'bad' ? 500 : 202);
    missed.deliver({ guid: 'bad' });
    await sweeps(20);
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = (guid) => (guid === 'bad' ? 500 : 202);
    await sweeps(12);
    expect(told()).toMatchInlineSnapshot(`
      [
        "📬 1 delivery from GitHub had not arrived since <t:1772448000:f>; it is here now. 1 more still fails and is tried again.",
      ]
    `);
  });

  it('is counted in one message while nothing is taken, however long that lasts, and each is told once', async () => {
    const { missed, sweep, queues, told } = testDeliveries();
    missed.answer = DOWN;
    for (let look = 0; look < 92 * 12; look += 1) {
      if (look % 12 === 0 && look < 30 * 12) missed.deliver();
      await sweep();
    }
    const shown = queues.sent.filter(({ queue }) => queue === 'notify').map(({ body }) => Object(body));
    expect(new Set(shown.map(({ key }) => key)).size).toBe(1);
    expect(shown.map(({ revision }) => revision)).toEqual(shown.map((_, index) => index + 1));
    expect(told().at(-1)).toMatchInlineSnapshot(
      `"⚠️ 20 deliveries from GitHub cannot be had any more (\`issues\`). What is open was compared with GitHub instead. Why: see the log of ingress. More is counted here while nothing that GitHub sends is taken."`,
    );
  });

  it('is told, also where no sweep came when its time was over', async () => {
    const { missed, sweeps, clock, told } = testDeliveries();
    missed.answer = DOWN;
    missed.deliver();
    await sweeps(3);
    clock.advance(100 * HOUR);
    await sweeps(3);
    expect(told()).toEqual([expect.stringContaining('is not known'), expect.stringContaining('cannot be had')]);
  });

  it('has all that is open compared with GitHub once it is given up', async () => {
    const deliveries = testDeliveries();
    await deliveries.openPlan();
    deliveries.missed.answer = () => 500;
    deliveries.missed.deliver();
    await deliveries.sweeps(74 * 12);
    expect(deliveries.told()).toHaveLength(1);
    expect(deliveries.compared().length).toBeGreaterThanOrEqual(1);
  });
});

describe('what GitHub has forgotten', () => {
  it('is nothing where the first look of all finds a log of many pages', async () => {
    const { missed, sweep, sweeps, clock, told, record } = testDeliveries();
    for (let ago = 600; ago > 0; ago -= 1) missed.deliver({ at: clock.now() - ago * MINUTE });
    await sweep();
    expect(await record()).toHaveProperty('gap');
    await sweeps(2);
    expect(await record()).not.toHaveProperty('gap');
    expect(told()).toEqual([]);
  });

  it('while nobody looked is told as not known, once, and all that is open is compared with GitHub', async () => {
    const { missed, sweep, sweeps, clock, told, compared, openPlan } = testDeliveries();
    await openPlan();
    missed.deliver();
    await sweep();
    clock.advance(100 * HOUR);
    await sweeps(3);
    expect(told()).toMatchInlineSnapshot(`
      [
        "⚠️ Whether all that GitHub sent between <t:1772442000:f> and <t:1772546700:f> has arrived is not known: its log does not go back so far. What is open was compared with GitHub; give commands in comments of that time again.",
      ]
    `);
    expect(compared()).toEqual(['plan-0000000000']);
  });

  it('of a log that was still to be read is told as not known, and what comes after it is read', async () => {
    const { missed, sweep, sweeps, clock, told, record, sentAgain } = testDeliveries();
    for (let ago = 600; ago > 0; ago -= 1) missed.deliver({ at: clock.now() - ago * MINUTE });
    await sweep();
    expect(await record()).toHaveProperty('gap');
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = UP;
    const { connect } = missed.hooks;
    const forgotten = new GitHubError({ operation: 'list deliveries', reason: 'invalid', status: 422 });
    missed.hooks.connect = async () => {
      const hooks = await connect();
      return {
        ...hooks,
        page: (hook, cursor) => (cursor?.startsWith('v1_') ? Promise.reject(forgotten) : hooks.page(hook)),
      };
    };
    await sweeps(2);
    expect(told().filter((text) => text.includes('its log does not go back so far'))).toHaveLength(1);
    expect(await record()).not.toHaveProperty('gap');
    expect(sentAgain()).toEqual([601]);
  });
});

describe('a long silence', () => {
  it('has all that is open compared with GitHub, every six hours', async () => {
    const { missed, sweep, sweeps, compared, openPlan, told } = testDeliveries();
    await openPlan();
    missed.deliver();
    await sweep();
    await sweeps(25 * 12);
    expect([compared().length, told()]).toEqual([4, []]);
  });
});

describe('GitHub refuses', () => {
  const limited = new GitHubError({
    operation: 'redeliver',
    reason: 'rate_limited',
    status: 429,
    retryAfterSeconds: 900,
  });
  const away = new GitHubError({ operation: 'list', reason: 'unavailable', status: 502 });
  const forbidden = new GitHubError({ operation: 'list', reason: 'forbidden', status: 403 });
  const gone = new GitHubError({ operation: 'redeliver', reason: 'not_found', status: 404 });
  const failed = async (count = 3) => {
    const deliveries = testDeliveries();
    deliveries.missed.deliver();
    await deliveries.sweep();
    deliveries.missed.answer = DOWN;
    for (const _ of Array.from({ length: count })) deliveries.missed.deliver();
    deliveries.missed.answer = UP;
    deliveries.missed.deliver();
    return deliveries;
  };

  it('for a while: it is left alone so long, and then all are sent again', async () => {
    const { missed, sweep, sweeps, clock, sentAgain, told } = await failed();
    const began = clock.now();
    // The page itself is refused.
    const { calls } = missed;
    const before = calls.length;
    missed.fail(limited);
    await sweep();
    expect(calls.slice(before)).toEqual(['page']);
    await sweeps(2);
    expect(calls.slice(before)).toEqual(['page']);
    expect(clock.now() - began).toBe(15 * MINUTE);
    await sweeps(3);
    expect([new Set(sentAgain()).size, told().length]).toEqual([3, 1]);
  });

  it('by an outage of its own: the next look is as good', async () => {
    const { missed, sweeps, sentAgain } = await failed();
    missed.fail(away);
    await sweeps(3);
    expect(sentAgain()).toHaveLength(3);
  });

  it('who may not see deliveries: it is in the log, and not asked again for an hour', async () => {
    const { missed, sweeps, logger } = await failed();
    const before = missed.calls.length;
    missed.fail(forbidden);
    await sweeps(12);
    expect(missed.calls.slice(before)).toEqual(['page']);
    expect(logger.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  });

  it('a webhook that is gone: it is looked for anew', async () => {
    const { missed, sweeps } = await failed();
    const before = missed.calls.length;
    missed.fail(gone);
    await sweeps(2);
    expect(missed.calls.slice(before, before + 3)).toEqual(['page', 'findHook', 'page']);
  });

  it('to send one again that it has no more: it is told as lost at once', async () => {
    const { missed, sweep, told } = await failed(1);
    const { connect } = missed.hooks;
    missed.hooks.connect = async () => ({ ...(await connect()), redeliver: () => Promise.reject(gone) });
    await sweep();
    expect(told()).toMatchInlineSnapshot(`
      [
        "⚠️ 1 delivery from GitHub cannot be had any more (\`issues\`). What is open was compared with GitHub instead. Why: see the log of ingress.",
      ]
    `);
  });

  it('to have any sent again: it is told once with what to do, none is lost, and all come once it may be', async () => {
    const { missed, sweeps, told, sentAgain, record } = await failed(3);
    const mayNot = new GitHubError({ operation: 'redeliver', reason: 'forbidden', status: 404 });
    const { connect } = missed.hooks;
    missed.hooks.connect = async () => ({ ...(await connect()), redeliver: () => Promise.reject(mayNot) });
    await sweeps(3 * 12);
    expect(told()).toMatchInlineSnapshot(`
      [
        "🔒 What GitHub could not deliver is not sent again: our token may not have it done. Give it “Webhooks: read and write” of the repository (classic: \`admin:repo_hook\`); then it comes by itself. Until then \`/status\` asks GitHub.",
      ]
    `);
    expect((await record())?.missed.map(({ tries }) => tries)).toEqual([0, 0, 0]);
    missed.hooks.connect = connect;
    await sweeps(2 * 12);
    expect([sentAgain().length, told().length]).toEqual([3, 2]);
    expect(await record()).not.toHaveProperty('isRefused');
  });

  describe('while several are sent again', () => {
    const claimed = ['one', 'two', 'three'].map((guid, index) => ({
      ...{ guid, id: index, event: 'issues', at: 0, failedAt: 0, tries: 1, nextAt: 0 },
    }));
    const sendAgain = (redeliver: (id: number) => Promise<void>) =>
      redeliverAll({ redeliver }, claimed, { hookId: 7, now: () => 1000, deadline: undefined });
    const refuseFrom = (first: number, error: GitHubError) => async (id: number) => {
      if (id >= first) throw error;
    };

    it('for a while: those that it has not taken are free again, and it is left alone', async () => {
      expect(await sendAgain(refuseFrom(0, limited))).toMatchObject({
        ...{ sent: 0, uncalled: ['one', 'two', 'three'], gone: [], restUntil: 901_000 },
      });
    });

    it('by an outage: the one that may have landed is not free', async () => {
      const lost = new GitHubError({ operation: 'redeliver', reason: 'unavailable', mayHaveLanded: true });
      const result = await sendAgain(refuseFrom(1, lost));
      expect(result).toMatchObject({ sent: 1, uncalled: ['three'], gone: [] });
      expect(result).not.toHaveProperty('restUntil');
    });

    it('one that it has no more: the others are sent', async () => {
      const only = async (id: number) => (id === 1 ? Promise.reject(gone) : undefined);
      expect(await sendAgain(only)).toEqual({ sent: 2, uncalled: [], gone: ['two'] });
    });
  });
});

describe('a look', () => {
  it('beside another one sends nothing twice', async () => {
    const { missed, sweep, sentAgain, store, sweeps } = testDeliveries();
    missed.deliver();
    await sweep();
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = UP;
    missed.deliver();
    expect(store.reads).toBeGreaterThan(0);
    await Promise.all([sweep(), sweep()]);
    await sweeps(2);
    expect(sentAgain()).toEqual([2]);
  });

  it('that ends before it has told is finished by the next', async () => {
    const { missed, sweep, sweeps, queues, told } = testDeliveries();
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = UP;
    await sweeps(1);
    queues.failNext(1);
    await expect(sweep()).rejects.toThrow();
    await sweeps(2);
    expect(told()).toHaveLength(1);
  });

  it('where there is no webhook of ours does nothing', async () => {
    const deliveries = testDeliveries();
    deliveries.hooks.webhookUrl = 'https://elsewhere.example.com';
    await deliveries.sweeps(3);
    expect([deliveries.missed.calls, deliveries.store.writes]).toEqual([['findHook', 'findHook', 'findHook'], 0]);
  });

  it('where the address is another than before finds the webhook anew', async () => {
    const deliveries = testDeliveries();
    await deliveries.sweeps(2);
    deliveries.hooks.webhookUrl = 'https://elsewhere.example.com';
    await deliveries.sweep();
    expect(deliveries.missed.calls).toEqual(['findHook', 'page', 'page', 'findHook']);
  });

  it('where no channel is set tells nobody', async () => {
    const { missed, sweeps, told, record } = testDeliveries({ hasChannel: false });
    missed.answer = DOWN;
    missed.deliver();
    missed.answer = UP;
    await sweeps(4);
    expect([told(), (await record())?.missed]).toEqual([[], []]);
  });
});

it('a record at its limit stays small', async () => {
  const { missed, sweeps, clock, record } = testDeliveries();
  missed.answer = DOWN;
  for (let index = 0; index < 900; index += 1) {
    missed.deliver({ guid: `3b8a1f00-0000-11f0-8000-00000000${String(index).padStart(4, '0')}` });
    clock.advance(HOUR / 900);
  }
  await sweeps(3);
  expect(JSON.stringify(await record()).length).toBeLessThan(100_000);
});
