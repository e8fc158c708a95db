/** Breakages of how deliveries are had again that nobody took. */
import type { Mutant } from '../mutant.ts';

const DECIDE = 'services/dispatcher/operations/deliveries/decide.ts';

const ALARMS = 'services/dispatcher/operations/alarms/look.ts';

export const ALARM_MUTANTS: readonly Mutant[] = [
  {
    name: 'the sweep does not ask about alarms that ring',
    why: 'what nobody says is over would be told as wrong for ever',
    file: ALARMS,
    replace: 'Object.keys(last?.checks ?? {}).some(',
    by: 'Object.keys(last?.outbox ?? {}).some(',
    family: 'outage',
    seeds: 60,
  },
  {
    name: 'an alarm of which CloudWatch knows nothing is told as over',
    why: 'what was not seen is unknown, and not well',
    file: ALARMS,
    replace: "if (state === 'OK') return",
    by: "if (state !== 'ALARM') return",
    also: [{ file: ALARMS, replace: "if (state === 'INSUFFICIENT_DATA') return [];", by: '' }],
    family: 'outage',
    seeds: 60,
  },
  {
    name: 'that it is over is a message of its own',
    why: 'the one that says it is wrong would stand for ever',
    file: 'services/dispatcher/operations/sweep/decide.ts',
    replace: 'operationId(check, String(toldAt(shown)))',
    by: 'operationId(check, String(toldAt(shown) + shown.revision))',
    family: 'outage',
    seeds: 60,
  },
];

export const MISSED_WEBHOOK_MUTANTS: readonly Mutant[] = [
  {
    name: 'a delivery that failed and came by itself is sent again',
    why: 'whoever had it sent again by hand would see it come twice',
    file: DECIDE,
    replace: '!known.has(guid) && !taken.has(guid) &&',
    by: '!known.has(guid) &&',
    family: 'outage',
    seeds: 150,
  },
  {
    name: 'a missed delivery stays missed when it has come',
    why: 'it would be sent again and again, and told to be lost',
    file: DECIDE,
    replace: '!taken.has(each.guid) && !isForgotten(each)',
    by: '!isForgotten(each)',
    family: 'outage',
  },
  {
    name: 'what is lost is not told',
    why: 'the team would wait for what never comes',
    file: DECIDE,
    replace: 'if (recovered > 0 || lost.length > 0 || unseen !== undefined) {',
    by: 'if (recovered > 0) {',
    family: 'outage',
    seeds: 40,
  },
  {
    name: 'what an outage loses is counted from the beginning each time',
    why: 'the message would tell of the last, and the others were lost in silence',
    file: DECIDE,
    replace: 'const count = (before?.count ?? 0) + lost.length;',
    by: 'const count = lost.length;',
    family: 'outage',
  },
  {
    name: 'what fails is sent again at every look',
    why: 'one delivery that nobody can take would be sent for three days',
    file: DECIDE,
    replace: 'FIRST_DISTANCE_MS * 2 ** (tries - 1)',
    by: 'FIRST_DISTANCE_MS',
    also: [{ file: DECIDE, replace: 'export const MOST_TRIES = 9;', by: 'export const MOST_TRIES = 900;' }],
    family: 'outage',
    seeds: 40,
  },
];
