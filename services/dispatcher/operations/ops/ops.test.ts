/** `/ops`: what admins see of the installation, and that what they decide about it happens once. */
import type { EffectDue, Person } from '@valine/contracts';
import {
  type EffectRecord,
  type Incident,
  incidentId,
  planId,
  SWEEP_ID,
  SWITCHES_ID,
  UnreadableRecord,
} from '@valine/records';
import { ALARMS } from '@valine/settings';
import { buildEffect, buildPlan } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { planCardMessage } from '../../plans/card/messages.ts';
import type { AlarmState, SeenLetter } from '../../ports.ts';
import { ACCESS, ada, ben, shown, type TestDispatcher, testDispatcher, textOf } from '../../test-dispatcher.ts';
import { parkedArgument } from './arguments.ts';

const OF = planId('1');
const eve: Person = { id: '3', name: 'Eve', roles: [] };

function alarm(key: AlarmState['key'], state: AlarmState['state']): AlarmState {
  return { key, state, description: '', url: '', dashboardUrl: '' };
}

function incident(says: string, lastAt: number): Incident {
  const since = lastAt - 60_000;
  return {
    ...{ kind: 'incident', id: incidentId(says), version: 1, since, lastAt, count: 12, says },
    ...{ shown: { revision: 1, count: 1, at: since }, outbox: [], expiresAt: 9e9 },
  };
}

/** Ada and Ben are admins; an effect of a plan is parked. */
async function testOps(effect: Partial<EffectRecord> = {}) {
  const dispatcher = testDispatcher({ access: { ...ACCESS, ADMIN_USER_IDS: [ada.id, ben.id] } });
  const parked = { reason: 'GitHub did not create branch b (forbidden).', at: dispatcher.clock.now() };
  await dispatcher.store.create(
    buildPlan({ id: OF, state: 'completed', effects: [buildEffect({ parked, ...effect })] }),
  );
  const argument = parkedArgument({ id: 'e1', at: parked.at, of: OF });
  return {
    ...dispatcher,
    argument,
    effect: async () => (await dispatcher.plan(OF)).effects[0],
    restrictions: async () => (await dispatcher.store.find('switches', SWITCHES_ID))?.restrictions ?? {},
    /** With what was written in the window. */
    async write(button: string, to: string, text: string, person = ada): Promise<string> {
      const press = dispatcher.pressed(button, to, person, { text });
      await dispatcher.take(press);
      return shown(dispatcher.queues.sent, `reply:${press.id}`);
    },
  };
}

/** Dead letters, an alarm that rings, and errors. */
async function haveTrouble({ depths, letters, alarms, clock, store }: Omit<TestDispatcher, 'command'>): Promise<void> {
  depths.push({ queue: 'dispatch', visible: 3, deadLetters: 2 }, { queue: 'notify', visible: 0, deadLetters: 0 });
  const sentAt = clock.now() - 3_600_000;
  letters.dispatch = [
    { type: 'github.event', sentAt: sentAt + 5000 },
    { type: 'plan.due', sentAt },
  ];
  alarms.push(...ALARMS.map((key) => alarm(key, key === 'api-5xx' ? 'ALARM' : 'OK')));
  await store.create(incident('dispatcher: message failed', clock.now() - 1000));
}

describe('/ops', () => {
  it('shows how things stand', async () => {
    const { command, write, ...team } = await testOps();
    await haveTrouble(team);
    await write('ops-switch', 'pause', 'GitHub has an incident', ben);
    expect(await command('ops')).toMatchInlineSnapshot(`
      "🛠️ Operations
      **Queues**
      \`dispatch\` 3 waiting • 🔴 2 dead letters
      ↳ 1 \`github.event\` • 1 \`plan.due\` • the oldest: sent <t:1772438400:R>
      \`notify\` 0 waiting • no dead letters
      **What is wrong**
      ❔ the five-minute look has not looked yet
      **Alarms**
      🔴 Discord or GitHub got an error from us
      **Parked effects**
      🅿️ \`create-branch\` of \`plan-b6jkzmw1xb\` • <t:1772442000:R> • GitHub did not create branch b (forbidden).
      **Switches**
      ⏸️ \`pause\` **on** by <@2> <t:1772442000:R>: “GitHub has an incident”
      🟢 \`USE_LLM_PARSING\` as configured
      🟢 \`DISABLE_UX_UPDATES\` as configured
      🟢 \`ALLOW_SECRET_WRITES\` as configured
      **Errors of the last day**
      🔴 dispatcher: message failed • 12 times since <t:1772441939:R>, the last <t:1772441999:R>
      In a terminal: valine dlq, redrive, resolve (parked messages too), switch
      [ Redrive dead letters ] [ End the pause ] [ Model off ] [ Site changes off ] [ Setting values off ]"
    `);
  });

  it('shows what is parked in the records that it can read, and names those that it cannot', async () => {
    const { command, store, logger } = await testOps();
    const odd = planId('odd');
    await store.create(buildPlan({ id: odd, state: 'completed' }));
    const { find } = store;
    store.find = async (kind, id) => {
      if (id === odd) throw new UnreadableRecord({ kind, id }, 'tasks: expected array');
      return find(kind, id);
    };
    const said = await command('ops');
    expect(said).toContain(`🅿️ \`create-branch\` of \`${OF}\``);
    expect(said).toContain(`\n❔ unknown of \`plan ${odd}\`: another version wrote that; deploy it or a later one\n`);
    expect(logger.lines.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ key: `plan#${odd}` }));
  });

  it('shows what is parked in a record that is not among the last ones, as the sweep tells of it', async () => {
    const { command, store, clock, takeRaw } = await testOps();
    clock.advance(1);
    for (const newer of Array.from({ length: 20 }, (_, index) => planId(`newer ${index}`)))
      await store.create(buildPlan({ id: newer, state: 'completed', endedAt: clock.now() }));
    expect(await command('ops')).toContain('**Parked effects**\n🟢 none');
    await takeRaw({ type: 'effect.parked', id: 'p', ownerKind: 'plan', ownerId: OF });
    expect(await command('ops')).toContain(`🅿️ \`create-branch\` of \`${OF}\``);
  });

  it('is shown by the button under what is told as well, to admins alone', async () => {
    const { press, command } = await testOps();
    const shownByButton = await press('ops-show', 'all', ben);
    expect(shownByButton).toBe(await command('ops'));
    expect(await press('ops-show', 'all', eve)).toContain('not_admin');
  });

  it('says so where all is well, and what it cannot see', async () => {
    const dispatcher = testDispatcher({ access: { ...ACCESS, ADMIN_USER_IDS: [ada.id] } });
    expect(await dispatcher.command('ops')).toMatchInlineSnapshot(`
      "🛠️ Operations
      **Queues**
      **What is wrong**
      ❔ the five-minute look has not looked yet
      **Alarms**
      ❔ not there: \`dispatch-dead-letters\`, \`verify-dead-letters\`, \`poll-dead-letters\`, \`notify-dead-letters\`, \`heartbeat\`, \`ingress-throttles\`, \`api-5xx\`, \`api-4xx\`
      **Parked effects**
      🟢 none
      **Switches**
      🟢 \`pause\` off
      🟢 \`USE_LLM_PARSING\` as configured
      🟢 \`DISABLE_UX_UPDATES\` as configured
      🟢 \`ALLOW_SECRET_WRITES\` as configured
      **Errors of the last day**
      🟢 none
      In a terminal: valine dlq, redrive, resolve (parked messages too), switch
      [ Redrive dead letters ] [ Pause everything ] [ Model off ] [ Site changes off ] [ Setting values off ]"
    `);
  });

  it.each<[string, number, SeenLetter[] | Error, string]>([
    ['none of them was seen', 2, [], 'of which kind and how old is unknown: `valine dlq`'],
    ['SQS does not show them', 2, new Error('no'), 'of which kind and how old is unknown: `valine dlq`'],
    [
      'not all of them were seen',
      12,
      [{ type: 'plan.due', sentAt: 5000 }, { sentAt: 3000 }, { type: 'plan.due', sentAt: 4000 }],
      '2 `plan.due` • 1 of no kind that we know • 9 unknown • the oldest that was seen: sent <t:3:R>',
    ],
    [
      'SQS does not say when they were sent',
      1,
      [{ type: 'plan.due' }],
      '1 `plan.due` • the oldest: how old is unknown',
    ],
  ])('says of dead letters what is known where %s', async (_, deadLetters, found, says) => {
    const { command, depths, letters } = await testOps();
    depths.push({ queue: 'verify', visible: 0, deadLetters });
    if (found instanceof Error) Object.defineProperty(letters, 'verify', { get: () => raise(found) });
    else letters.verify = found;
    expect(await command('ops')).toContain(`\n↳ ${says}\n`);
  });

  it('says of alarms what CloudWatch cannot judge, and which are not there', async () => {
    const { command, alarms } = await testOps();
    alarms.push(...ALARMS.slice(1).map((key) => alarm(key, key === 'heartbeat' ? 'INSUFFICIENT_DATA' : 'OK')));
    expect(await command('ops')).toContain(
      '**Alarms**\n❔ CloudWatch cannot judge yet: `heartbeat`\n❔ not there: `dispatch-dead-letters`\n',
    );
    alarms.splice(0, alarms.length, ...ALARMS.map((key) => alarm(key, 'OK')));
    expect(await command('ops')).toContain('**Alarms**\n🟢 none rings\n');
  });

  it('says of errors no more once a day was quiet', async () => {
    const { command, store, clock } = await testOps();
    await store.create(incident('verifier: message failed', clock.now()));
    clock.advance(24 * 3_600_000);
    expect(await command('ops')).toContain('verifier: message failed');
    clock.advance(1);
    expect(await command('ops')).toContain('**Errors of the last day**\n🟢 none');
  });

  it('does not say that all is well where nobody has looked for long', async () => {
    const { command, store, clock } = await testOps();
    const looked = { kind: 'sweep', id: SWEEP_ID, version: 1, checks: {}, expiresAt: 9e9 } as const;
    await store.create({ ...looked, slotAt: clock.now(), outbox: [] });
    clock.advance(15 * 60_000);
    expect(await command('ops')).toContain('**What is wrong**\n🟢 nothing');
    clock.advance(1);
    expect(await command('ops')).toContain(
      '**What is wrong**\n❔ the five-minute look came last <t:1772442000:R>: what is wrong now is not known',
    );
  });

  it('says what alarms have told before anybody has looked', async () => {
    const { command, store, clock } = await testOps();
    const message = { since: clock.now(), revision: 1, says: 'The door is throttled' };
    const checks = { door: { told: 'bad', isTurning: false, message } } as const;
    await store.create({
      ...{ kind: 'sweep', id: SWEEP_ID, version: 1, slotAt: 0, checks, outbox: [], expiresAt: 9e9 },
    });
    expect(await command('ops')).toContain(
      '**What is wrong**\n❔ the five-minute look has not looked yet\n🔴 The door is throttled • <t:1772442000:R>',
    );
  });

  it.each(['ops-switch', 'ops-retry', 'ops-done', 'ops-drop'])('%s is for admins alone', async (button) => {
    const { write, argument, effect, restrictions } = await testOps();
    const before = await effect();
    expect(await write(button, button === 'ops-switch' ? 'pause' : argument, '1 because', eve)).toContain('not_admin');
    expect([await effect(), await restrictions()]).toEqual([before, {}]);
  });
});

it('dead letters are tried again by a button, as often as somebody likes', async () => {
  const { press, depths } = await testOps();
  depths.push({ queue: 'dispatch', visible: 0, deadLetters: 2 }, { queue: 'notify', visible: 0, deadLetters: 1 });
  const told = [await press('ops-redrive', 'all'), await press('ops-redrive', 'all', ben)];
  expect(told.join('\n')).toMatchInlineSnapshot(`
    "✅ About 3 dead letters go back to where they came from. What fails again is among them anew; \`valine dlq\` shows what it is.
    ✅ No dead letters were seen; what there is goes back to where it came from. What fails again is among them anew; \`valine dlq\` shows what it is."
  `);
  expect(await press('ops-redrive', 'all', eve)).toContain('not_admin');
});

describe('a switch', () => {
  it('takes away, and gives back', async () => {
    const { write, restrictions, clock } = await testOps();
    const at = clock.now();
    const taken = await write('ops-switch', 'pause', ' an incident ');
    expect(await restrictions()).toEqual({ pause: { by: { id: '1', name: 'Ada' }, at, reason: 'an incident' } });
    const given = await write('ops-switch', `pause.${at}`, 'it is over', ben);
    expect(await restrictions()).toEqual({});
    expect(`${taken}\n${given}`).toMatchInlineSnapshot(`
      "✅ \`pause\` is **on**: it holds within a minute. \`/ops\` shows how things stand.
      ✅ \`pause\` is off: it holds within a minute. What waited goes on within a quarter of an hour. \`/ops\` shows how things stand."
    `);
  });

  it('is thrown once by two at once, and the second is told of the first', async () => {
    const { write, restrictions } = await testOps();
    const told = await Promise.all([
      write('ops-switch', 'USE_LLM_PARSING', 'odd answers'),
      write('ops-switch', 'USE_LLM_PARSING', 'costs', ben),
    ]);
    expect(told.filter((each) => each.includes('switched_already'))).toHaveLength(1);
    expect(Object.keys(await restrictions())).toEqual(['USE_LLM_PARSING']);
  });

  it('that somebody has thrown anew is not given back by an older message', async () => {
    const { write, restrictions, clock } = await testOps();
    const at = clock.now();
    await write('ops-switch', 'pause', 'one');
    await write('ops-switch', `pause.${at}`, 'over');
    clock.advance(60_000);
    await write('ops-switch', 'pause', 'two', ben);
    expect(await write('ops-switch', `pause.${at}`, 'over')).toMatchInlineSnapshot(`
      "🔴 Nothing was changed, for your message is older than that: \`pause\` was switched on by <@2> <t:1772442060:R>: “two”. \`/ops\` shows how things stand.
      -# reason_code: switched_already"
    `);
    expect(await restrictions()).toHaveProperty('pause.reason', 'two');
  });

  it('changes once, however often its press comes, and whoever was there meanwhile', async () => {
    const { take, pressed, write, restrictions, queues, clock } = await testOps();
    const at = clock.now();
    await write('ops-switch', 'pause', 'one');
    const press = pressed('ops-switch', `pause.${at}`, ada, { text: 'over' });
    queues.failNext(1);
    await expect(take(press)).rejects.toThrow();
    await write('ops-switch', 'pause', 'two', ben);
    await take(press);
    expect(await restrictions()).toHaveProperty('pause.reason', 'two');
  });

  it('asks why', async () => {
    const { write, restrictions } = await testOps();
    expect(await write('ops-switch', 'pause', '  ')).toContain('reason_missing');
    expect(await restrictions()).toEqual({});
  });
});

describe('what is parked', () => {
  it('is shown whole once it is chosen', async () => {
    const { press, argument } = await testOps();
    expect(await press('ops-parked', 'all', ada, [argument])).toMatchInlineSnapshot(`
      "🅿️ create-branch
      of \`plan-b6jkzmw1xb\` • <t:1772442000:R>
      GitHub did not create branch b (forbidden).

      **Retry**: the cause is put right. It is looked for first, if it may have happened.
      **Mark done**: it has happened. Give the number, SHA or id of what it left.
      **Drop**: nobody needs it any more. It is not listed again; \`valine resolve\` can still decide about it.
      [ Retry ] [ Mark done ] [ Drop ]"
    `);
  });

  it('is tried again', async () => {
    const { press, argument, effect, queues } = await testOps();
    expect(await press('ops-retry', argument)).toMatchInlineSnapshot(
      `"✅ The effect of \`plan-b6jkzmw1xb\` is tried again. \`/ops\` lists it if it is parked once more."`,
    );
    expect(await effect()).not.toHaveProperty('parked');
    const due = queues.sent.map(({ body }) => body as EffectDue).filter(({ type }) => type === 'effect.due');
    expect(due).toMatchObject([{ ownerId: OF, ownerKind: 'plan', effectId: 'e1' }]);
  });

  it('is done, with what it left', async () => {
    const { write, argument, effect } = await testOps({ kind: 'create-pull-request' });
    expect(await write('ops-done', argument, 'https://github.com/acme/web/pull/7 by hand')).toContain('not_a_number');
    expect(await write('ops-done', argument, '7')).toContain('reason_missing');
    await write('ops-done', argument, '7 made by hand');
    expect(await effect()).toMatchObject({ outcome: { id: '7' } });
  });

  it('is dropped: it stays as it is, and is listed no more', async () => {
    const { write, argument, effect, command } = await testOps();
    expect(await write('ops-drop', argument, 'the plan is over')).toContain('dropped');
    expect(await effect()).toMatchObject({ parked: { dropped: { by: '1', reason: 'the plan is over' } } });
    expect(await command('ops')).toContain('**Parked effects**\n🟢 none');
  });

  it('is dropped: the card asks nobody about it any more', async () => {
    const { write, argument, plan, queues, take } = await testOps();
    expect(textOf(planCardMessage(await plan(OF)))).toContain('🅿️');
    await write('ops-drop', argument, 'the plan is over');
    for (const due of queues.sent.map(({ body }) => body as EffectDue).filter(({ type }) => type === 'effect.due'))
      await take(due);
    const card = shown(queues.sent, `reply:${(await plan(OF)).reply.interactionId}`);
    expect(card).toContain('Plan');
    expect(card).not.toContain('🅿️');
  });

  it('is decided once by two at once, and the second is told', async () => {
    const { press, write, argument, effect } = await testOps();
    const told = await Promise.all([press('ops-retry', argument), write('ops-drop', argument, 'not needed', ben)]);
    expect(told.filter((each) => each.includes('effect_not_parked'))).toHaveLength(1);
    const { parked } = (await effect()) ?? {};
    expect(parked === undefined || parked.dropped !== undefined).toBe(true);
  });

  it('anew since is not what an older message shows', async () => {
    const { press, argument, effect } = await testOps();
    const before = await effect();
    const [id, at, of] = argument.split('.');
    expect(await press('ops-retry', `${id}.${Number(at) - 1}.${of}`)).toContain('effect_not_parked');
    expect(await effect()).toEqual(before);
  });

  it('that is to be tried again while everything is paused is said to wait', async () => {
    const { press, write, argument } = await testOps();
    await write('ops-switch', 'pause', 'GitHub has an incident');
    expect(await press('ops-retry', argument)).toMatchInlineSnapshot(
      `"✅ The effect of \`plan-b6jkzmw1xb\` waits, for everything is paused: it is tried once the pause is over, within a quarter of an hour."`,
    );
  });

  it('is decided by a press whose answer was lost, and told so when it comes again', async () => {
    const { take, pressed, argument, queues } = await testOps();
    const press = pressed('ops-retry', argument);
    queues.failNext(1);
    await expect(take(press)).rejects.toThrow();
    await take(press);
    expect(shown(queues.sent, `reply:${press.id}`)).toContain('is tried again');
  });
});

function raise(error: Error): never {
  throw error;
}
