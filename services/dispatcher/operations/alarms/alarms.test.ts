/** Alarms in the channel: whatever somebody says of one, CloudWatch is asked; told once, and edited when it is over. */
import { buildSqsEvent } from '@valine/testing';
import { describe, expect, it } from 'vitest';
import { withAlarmsTranslated } from '../../aws/alarms.ts';
import type { AlarmState } from '../../ports.ts';
import { testDispatcher, textOf } from '../../test-dispatcher.ts';
import { handleAlarmDue } from '../sweep/handle-alarm.ts';

const MINUTE = 60_000;
const RINGS: AlarmState = {
  ...{ key: 'api-5xx', state: 'ALARM', description: 'Discord or GitHub got a 5xx: see the access log.' },
  ...{ url: 'https://aws.example/alarm', dashboardUrl: 'https://aws.example/dashboard' },
};
const OVER: AlarmState = { ...RINGS, state: 'OK' };
const UNKNOWN: AlarmState = { ...RINGS, state: 'INSUFFICIENT_DATA' };

function team() {
  const dispatcher = testDispatcher({ channelId: '900' });
  const stand = (...now: AlarmState[]) => dispatcher.alarms.splice(0, dispatcher.alarms.length, ...now);
  return {
    ...dispatcher,
    stand,
    /** SNS tells of a change. */
    async heard(...now: AlarmState[]): Promise<void> {
      stand(...now);
      await dispatcher.takeRaw({ type: 'alarm.due', id: 'sns' });
      dispatcher.clock.advance(MINUTE);
    },
    async sweep(): Promise<void> {
      dispatcher.clock.advance(5 * MINUTE);
      await dispatcher.takeRaw({ type: 'sweep.due', id: 'due', slot: new Date(dispatcher.clock.now()).toISOString() });
    },
    told: () => dispatcher.queues.sent.map(({ body }) => Object(body)),
    said: () => dispatcher.queues.sent.map(({ body }) => textOf(Object(body).message)),
  };
}

describe('an alarm that rings', () => {
  it('is told at once, with what is to be done, and edited when it is over', async () => {
    const { heard, told, said } = team();
    await heard(RINGS);
    await heard(OVER);
    expect(told().map(({ revision }) => revision)).toEqual([1, 2]);
    expect(told()[0].key).toBe(told()[1].key);
    expect(said()).toMatchInlineSnapshot(`
      [
        "🔴 Discord or GitHub got an error from us
      Discord or GitHub got a 5xx: see the access log.
      Told once; this message changes when it is over. docs/operations.md, “Errors at the door”
      [ Show /ops ] [ Alarm ↗ ](https://aws.example/alarm) [ Dashboard ↗ ](https://aws.example/dashboard)",
        "🟢 Over: Discord or GitHub got an error from us
      It lasted 1 minute.",
      ]
    `);
  });

  it('is told once, however often somebody says that something has changed', async () => {
    const { heard, told } = team();
    for (let times = 0; times < 5; times += 1) await heard(RINGS);
    expect(told()).toHaveLength(1);
  });

  it('is asked about by the sweep, in case nobody says that it is over', async () => {
    const { heard, stand, sweep, told } = team();
    await heard(RINGS);
    stand(OVER);
    await sweep();
    expect(told()).toHaveLength(2);
  });

  it('has nothing said of it while CloudWatch does not know', async () => {
    const { heard, told } = team();
    await heard(UNKNOWN);
    await heard(RINGS);
    await heard(UNKNOWN);
    expect(told()).toHaveLength(1);
  });
});

it('a message that says so is not believed: where CloudWatch knows of none, nothing is told or written', async () => {
  const { heard, told, store } = team();
  await heard(OVER);
  await heard();
  expect(told()).toEqual([]);
  expect(await store.find('sweep', 'sweep')).toBeUndefined();
});

it('the sweep asks nothing of CloudWatch while none rings', async () => {
  const { stand, sweep, told } = team();
  stand(RINGS);
  await sweep();
  await sweep();
  expect(told()).toEqual([]);
});

describe('dead letters', () => {
  const DEAD: AlarmState = { ...RINGS, key: 'notify-dead-letters' };

  function withDeadLetter() {
    const all = team();
    all.depths.push({ queue: 'notify', visible: 0, deadLetters: 1 });
    return all;
  }

  it('that the sweep has told are not told again by their alarm', async () => {
    const { sweep, heard, told } = withDeadLetter();
    await sweep();
    await sweep();
    await heard(DEAD);
    expect(told()).toHaveLength(1);
  });

  it('that their alarm has told are not told again by the sweep, and are over when it is', async () => {
    const { depths, sweep, heard, told } = withDeadLetter();
    await heard(DEAD);
    for (let times = 0; times < 3; times += 1) await sweep();
    expect(told()).toHaveLength(1);
    depths.splice(0);
    await heard({ ...DEAD, state: 'OK' });
    await sweep();
    await sweep();
    expect(told().map(({ revision }) => revision)).toEqual([1, 2]);
  });
});

describe('while CloudWatch does not answer', () => {
  const away = async () => {
    throw new Error('CloudWatch is away');
  };

  it.each([
    [0, 'RetryLater'],
    [14, 'RetryLater'],
    [15, 'Error'],
  ])('it is asked again each minute, and that is an error after a quarter of an hour (%i: %s)', async (waits, name) => {
    const ports = { ...team(), ...Object({ readAlarms: away }) };
    await expect(handleAlarmDue(ports, { type: 'alarm.due', id: 'sns' }, waits)).rejects.toMatchObject({ name });
  });
});

describe('what SNS puts on the queue', () => {
  it('becomes a message of ours, which says nothing but that', () => {
    const body = JSON.stringify({ AlarmName: 'x', NewStateValue: 'ALARM', type: 'command.requested' });
    const { Records } = withAlarmsTranslated(buildSqsEvent({ body, messageId: 'm1' }));
    expect(Records.map((record) => JSON.parse(record.body))).toEqual([{ type: 'alarm.due', id: 'm1' }]);
  });

  it('is told from what others put there', () => {
    const event = buildSqsEvent({ body: JSON.stringify({ type: 'effect.due', text: '{"AlarmName":' }) });
    expect(withAlarmsTranslated(event)).toBe(event);
  });
});
