/** A plan that nobody decides about expires after a day, whoever or whatever comes to it first. */
import type { Notification, PlanExpire } from '@valine/contracts';
import { RetryLater } from '@valine/lambda-kit';
import { briefly } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { ada, ben, shown, type TestDispatcher, testDispatcher, textOf } from '../../test-dispatcher.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function expireOf({ queues }: TestDispatcher): PlanExpire {
  const found = queues.sent.map(({ body }) => body as PlanExpire).find(({ type }) => type === 'plan.expire');
  if (found === undefined) throw new Error('nothing brings anybody back to the plan');
  return found;
}

/** Lets its time pass, as the queue does: resolves to how often it was looked at. */
async function waitFor(dispatcher: TestDispatcher): Promise<number> {
  const expire = expireOf(dispatcher);
  dispatcher.clock.advance(expire.afterSeconds * 1000);
  for (let looks = 1; ; looks += 1) {
    const waits = await dispatcher.take(expire).catch((error: unknown) => error);
    if (!(waits instanceof RetryLater)) return looks;
    dispatcher.clock.advance(waits.afterSeconds * 1000);
  }
}

async function cardOf(dispatcher: TestDispatcher, plan: string): Promise<string> {
  const { interactionId } = (await dispatcher.plan(plan)).reply;
  return shown(dispatcher.queues.sent, `reply:${interactionId}`).replaceAll(plan, 'plan-1');
}

const pings = ({ queues }: TestDispatcher) =>
  queues.sent
    .map(({ body }) => body as Notification)
    .filter(({ place, message }) => place?.in === 'reply-to' && message.pings !== undefined)
    .map(({ message }) => textOf(message));

describe('a plan that nobody decides about', () => {
  it('says on its card until when, and expires: its card says so, and asks nothing any more; whoever proposed it hears of it', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    const until = `<t:${Math.floor((dispatcher.clock.now() + DAY_MS) / 1000)}:f>`;
    expect(await cardOf(dispatcher, plan)).toContain(`Undecided, it expires ${until}`);
    await waitFor(dispatcher);
    expect(briefly(await cardOf(dispatcher, plan))).toMatchInlineSnapshot(`
      "⌛ Plan plan-1 • expired
      pending #1
      pending #2
      pending #3

      Nobody decided about it in time, and nothing was started. /plan proposes what there is now.
      0 of 1 approvals • requested by Ada"
    `);
    expect(pings(dispatcher).map((text) => text.replaceAll(plan, 'plan-1'))).toMatchInlineSnapshot(`
      [
        "<@1> ⌛ Plan \`plan-1\` has expired: nobody decided about it in time. \`/plan\` proposes what there is now.",
      ]
    `);
    const card = dispatcher.queues.sent.map(({ body }) => body as Notification).findLast(({ thread }) => thread);
    expect(card?.message).toMatchObject({ buttons: [] });
    expect(card?.message.selects).toBeUndefined();
  });

  it('is looked at each quarter of an hour, for one read a time', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.planned();
    const { reads } = dispatcher.store;
    const sent = dispatcher.queues.sent.length;
    const looks = await waitFor(dispatcher);
    console.log(
      `a plan that nobody decides about in 24 hours: ${looks} messages, ${dispatcher.store.reads - reads} reads`,
    );
    expect(looks).toBe(96);
    expect(dispatcher.queues.sent.length - sent).toBe(3);
  });

  it('is looked at once where somebody decides within that time', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan, ben);
    expect(await waitFor(dispatcher)).toBe(1);
    expect((await dispatcher.plan(plan)).state).toBe('in_progress');
  });

  it('expires as well with fewer approvals than it takes', async () => {
    const dispatcher = testDispatcher({ approvalsRequired: 2 });
    const plan = await dispatcher.planned();
    await dispatcher.press('approve', plan, ada);
    await waitFor(dispatcher);
    expect(await cardOf(dispatcher, plan)).toContain('1 of 2 approvals: Ada • requested by Ada');
  });

  it('takes as long as it is set', async () => {
    const dispatcher = testDispatcher({ planExpiresAfterMs: HOUR_MS });
    const plan = await dispatcher.planned();
    expect(await waitFor(dispatcher)).toBe(4);
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'cancelled', isExpired: true });
  });
});

describe('whoever comes to a plan after its time, although its message was lost', () => {
  const late = async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    dispatcher.clock.advance(DAY_MS);
    return { dispatcher, plan };
  };

  it('reads that it has expired, and what to do; the card says so from then on', async () => {
    const { dispatcher, plan } = await late();
    const asked = dispatcher.github.calls.length;
    expect((await dispatcher.press('approve', plan, ben)).replaceAll(plan, 'plan-1')).toMatchInlineSnapshot(`
      "🔴 \`plan-1\` has expired: nobody decided about it in time, and nothing was started. \`/plan\` proposes what there is now.
      -# reason_code: run_expired"
    `);
    expect(await cardOf(dispatcher, plan)).toContain('⌛ Plan plan-1 • expired');
    expect(pings(dispatcher)).toHaveLength(1);
    expect(dispatcher.github.calls).toHaveLength(asked);
  });

  it.each([
    ['/approve', (dispatcher: TestDispatcher, plan: string) => dispatcher.command('approve', { run_id: plan })],
    ['/ship', (dispatcher: TestDispatcher, plan: string) => dispatcher.command('ship', { run_id: plan })],
    ['Discard', (dispatcher: TestDispatcher, plan: string) => dispatcher.press('discard', plan)],
    ['the list', (dispatcher: TestDispatcher, plan: string) => dispatcher.press('choose-tasks', plan, ada, ['1'])],
  ])('the same by %s, and once it has expired', async (_, ask) => {
    const { dispatcher, plan } = await late();
    expect(await ask(dispatcher, plan)).toContain('reason_code: run_expired');
    expect(await ask(dispatcher, plan)).toContain('reason_code: run_expired');
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'cancelled', isExpired: true, approvals: [] });
    expect(pings(dispatcher)).toHaveLength(1);
  });

  it('may plan its issues anew at once', async () => {
    const { dispatcher } = await late();
    const next = await dispatcher.planned();
    expect((await dispatcher.plan(next)).tasks.map(({ number }) => number)).toEqual([1, 2, 3]);
  });
});

describe('what is written first counts', () => {
  it('an approval before the end of its time', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    dispatcher.clock.advance(DAY_MS - 1);
    await dispatcher.press('approve', plan, ben);
    dispatcher.clock.advance(HOUR_MS);
    await dispatcher.take(expireOf(dispatcher));
    expect(await dispatcher.plan(plan)).toMatchObject({ state: 'in_progress' });
  });

  it('the end of its time, told by whoever comes next if the worker that wrote it died', async () => {
    const dispatcher = testDispatcher();
    const plan = await dispatcher.planned();
    dispatcher.clock.advance(DAY_MS);
    dispatcher.queues.failNext(1);
    await dispatcher.take(expireOf(dispatcher)).catch(() => undefined);
    expect(pings(dispatcher)).toEqual([]);
    await dispatcher.take(expireOf(dispatcher));
    expect(pings(dispatcher)).toHaveLength(1);
    expect(await cardOf(dispatcher, plan)).toContain('expired');
  });

  it('what was held of it is told before', async () => {
    const dispatcher = testDispatcher();
    await dispatcher.planned();
    await dispatcher.take(dispatcher.closed(1));
    dispatcher.clock.advance(DAY_MS - 1);
    await dispatcher.take(dispatcher.closed(2));
    await dispatcher.take(dispatcher.closed(3));
    dispatcher.clock.advance(1);
    await dispatcher.take(expireOf(dispatcher));
    expect(dispatcher.threadLines().at(-1)).toContain('#3');
  });
});
