/** An alarm is told as CloudWatch has it: each ringing by one message, which changes when it is over; what was not seen is told neither way. */
import { SWEEP_ID, type Sweep } from '@valine/records';
import type { Chronicle } from '../../chronicle.ts';
import type { Engine } from '../../engine/engine.ts';
import { type AlarmTurn, alarmsOf, RINGING } from '../../people/outage/alarms.ts';
import type { SimStore } from '../../platforms/sim-store.ts';

/** Who looks writes what was seen within it. */
const LOOK_MS = 10 * 60_000;

const TITLES = {
  'api-5xx': 'Discord or GitHub got an error from us',
  'api-4xx': 'Many requests were refused at the door',
} as const satisfies Record<(typeof RINGING)[number], string>;

type Around = { engine: Engine; alarms: readonly AlarmTurn[] };
type AtTheEnd = Around & { store: SimStore; chronicle: Chronicle };

/** At each write of the sweep's record. */
export function checkAlarmIsSeen({ engine, alarms }: Around, previous: Sweep | undefined, next: Sweep): void {
  const now = engine.timeline.now();
  for (const key of RINGING) {
    const [before, after] = [isTold(previous, key), isTold(next, key)];
    if (before === after) continue;
    engine.coverage.sometimes(after ? 'an alarm was told' : 'an alarm was over');
    if (!stood(alarms, key, after ? 'ALARM' : 'OK', now))
      engine.report('an alarm is told as it was seen', `${key} as ${after ? 'ringing' : 'over'} at ${now}`);
  }
}

/** At any moment since a look may have begun. */
function stood(turns: readonly AlarmTurn[], key: string, as: AlarmTurn['to'], now: number): boolean {
  const own = turns.filter((turn) => turn.key === key);
  const before = own.findLast(({ at }) => at <= now - LOOK_MS)?.to ?? 'OK';
  return [before, ...own.filter(({ at }) => at > now - LOOK_MS).map(({ to }) => to)].includes(as);
}

function isTold(sweep: Sweep | undefined, key: string): boolean {
  return sweep?.checks[`alarm.${key}`]?.told === 'bad';
}

/** At the end, after SNS has told of each once more, and sweeps that had time to see everything. */
export function checkAlarms({ engine, alarms, store, chronicle }: AtTheEnd): void {
  const sweep = store.get('sweep', SWEEP_ID);
  for (const { key, state } of alarms.length === 0 ? [] : alarmsOf(alarms)) {
    const told = isTold(sweep, key);
    const own = alarms.filter((turn) => turn.key === key);
    if (told && state === 'OK') engine.report('that an alarm is over is told', key);
    if (!told && state === 'ALARM') engine.report('an alarm that was heard of is told', key);
    const messages = [...chronicle.newest.values()].filter(
      ({ conversation, message }) => conversation === SWEEP_ID && message.card?.title.includes(TITLES[key]),
    );
    const wrong = messages.filter(({ message }) => message.card?.title.startsWith('🔴'));
    if (wrong.length !== (told ? 1 : 0))
      engine.report('an alarm that is over is no message any more', `${key}: ${wrong.length} say that it rings`);
    if (messages.length > own.filter(({ to }) => to === 'ALARM').length)
      engine.report('each ringing is one message', `${key}: ${messages.length}`);
  }
}
