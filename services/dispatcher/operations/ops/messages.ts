/** What admins read of the installation, and of what they change about it. */
import { buttonId } from '@valine/commands';
import {
  agoMarkdown,
  type Button,
  codeSpan,
  cutLine,
  type Message,
  plainText,
  refusalMessage,
} from '@valine/contracts';
import type { IncidentSummary, ParkedEffect, ParkedEffects, Restriction } from '@valine/records';
import { isSwitchName, restrictionOf, SWITCHES, type SwitchName } from '@valine/records';
import { ALARMS } from '@valine/settings';
import type { AlarmState, QueueDepth, SeenLetter } from '../../ports.ts';
import { titleOf } from '../alarms/look.ts';
import { byText, reasonText } from '../switches/messages.ts';
import type { Restrictions } from '../switches/switches.ts';
import { parkedArgument, switchArgument } from './arguments.ts';

/** What the team has been told is wrong. `since`: epoch milliseconds. */
export type Wrong = { says: string; since: number };

/** `at`: when the newest five-minute look was due, in epoch milliseconds; without it none has come yet, and what is wrong was heard of alarms. */
export type Looked = { wrong: Wrong[]; at?: number };

/** `letters`: those of the dead ones that were seen. Undefined: they could not be. */
export type SeenQueue = QueueDepth & { letters: readonly SeenLetter[] | undefined };

/** Undefined: it could not be read. */
type Facts = {
  queues: readonly SeenQueue[] | undefined;
  alarms: readonly AlarmState[] | undefined;
  /** Of which the newest error is not a day old. */
  incidents: readonly IncidentSummary[] | undefined;
  parked: ParkedEffects | undefined;
  looked: Looked | undefined;
  restrictions: Restrictions;
};

const UNKNOWN = '❔ could not be read; ask again, and if it stays so, see the log of the dispatcher';

/** `now`: epoch milliseconds. */
export function opsMessage({ queues, alarms, incidents, parked, looked, restrictions }: Facts, now: number): Message {
  const wrong = wrongLines(looked, now);
  const undecided = parked === undefined ? [UNKNOWN] : parkedLines(parked);
  const ringing = alarms === undefined ? [UNKNOWN] : alarmLines(alarms);
  const isWell = [
    queues?.every(({ deadLetters }) => deadLetters === 0),
    undecided.join() === NONE,
    incidents?.length === 0,
    wrong.join() === NOTHING_WRONG,
    ringing.join() === NONE_RINGS,
  ].every((is) => is === true);
  return {
    card: {
      title: '🛠️ Operations',
      lines: [
        '**Queues**',
        ...(queues?.flatMap(queueLines) ?? [UNKNOWN]),
        '**What is wrong**',
        ...wrong,
        '**Alarms**',
        ...ringing,
        '**Parked effects**',
        ...undecided,
        '**Switches**',
        ...switchLines(restrictions),
        // The last: what Discord does not take stands in the channel, too.
        '**Errors of the last day**',
        ...(incidents === undefined ? [UNKNOWN] : orNone(incidents.map(incidentLine), NONE)),
      ],
      tone: isWell ? 'neutral' : 'warning',
      footer: 'In a terminal: valine dlq, redrive, resolve (parked messages too), switch',
    },
    ...(parked?.parked.length ? { selects: [parkedSelect(parked.parked)] } : {}),
    buttons: [
      REDRIVE,
      ...(restrictions === 'unknown' ? [] : NAMES.map((name) => switchButton(name, restrictionOf(restrictions, name)))),
    ],
  };
}

function orNone(lines: readonly string[], none: string): readonly string[] {
  return lines.length === 0 ? [none] : lines;
}

function queueLines({ queue, visible, deadLetters, letters }: SeenQueue): string[] {
  if (deadLetters === 0) return [`${codeSpan(queue)} ${visible} waiting • no dead letters`];
  const count = `🔴 ${deadLetters} dead ${deadLetters === 1 ? 'letter' : 'letters'}`;
  return [`${codeSpan(queue)} ${visible} waiting • ${count}`, `↳ ${lettersText(deadLetters, letters)}`];
}

/** How many of which kind, and how old. SQS shows ten of them, in no order. */
function lettersText(count: number, letters: readonly SeenLetter[] | undefined): string {
  if (letters === undefined || letters.length === 0) return 'of which kind and how old is unknown: `valine dlq`';
  const kinds = Object.entries(Object.groupBy(letters, ({ type = '' }) => type))
    .map(([type, of = []]) => ({ type, count: of.length }))
    .toSorted((a, b) => b.count - a.count);
  const unseen = Math.max(0, count - letters.length);
  const sentAt = letters.flatMap(({ sentAt: at }) => at ?? []);
  const oldest = sentAt.length === 0 ? 'how old is unknown' : `sent ${agoMarkdown(Math.min(...sentAt))}`;
  return [
    ...kinds.map(({ type, count: many }) => `${many} ${type === '' ? 'of no kind that we know' : codeSpan(type)}`),
    ...(unseen > 0 ? [`${unseen} unknown`] : []),
    `the oldest${unseen > 0 ? ' that was seen' : ''}: ${oldest}`,
  ].join(' • ');
}

const NONE_RINGS = '🟢 none rings';

function alarmLines(alarms: readonly AlarmState[]): readonly string[] {
  const missing = ALARMS.filter((key) => alarms.every((alarm) => alarm.key !== key));
  const unsure = alarms.filter(({ state }) => state === 'INSUFFICIENT_DATA').map(({ key }) => key);
  const lines = [
    ...alarms.filter(({ state }) => state === 'ALARM').map(({ key }) => `🔴 ${titleOf(key)}`),
    ...(unsure.length > 0 ? [`❔ CloudWatch cannot judge yet: ${spansText(unsure)}`] : []),
    ...(missing.length > 0 ? [`❔ not there: ${spansText(missing)}`] : []),
  ];
  return orNone(lines, NONE_RINGS);
}

function spansText(keys: readonly string[]): string {
  return keys.map((key) => codeSpan(key)).join(', ');
}

function incidentLine({ id, says, since, lastAt, count }: IncidentSummary): string {
  const times = count === 1 ? 'once' : `${count} times since ${agoMarkdown(since)}, the last`;
  return `🔴 ${plainText(cutLine(says ?? id, MOST_WHY))} • ${times} ${agoMarkdown(lastAt)}`;
}

const NOTHING_WRONG = '🟢 nothing';
/** Three looks in a row did not come. */
const OLD_MS = 15 * 60_000;

function wrongLines(looked: Looked | undefined, now: number): readonly string[] {
  if (looked === undefined) return [UNKNOWN];
  const { at } = looked;
  const wrong = looked.wrong.map(wrongLine);
  if (at === undefined) return ['❔ the five-minute look has not looked yet', ...wrong];
  if (now - at <= OLD_MS) return orNone(wrong, NOTHING_WRONG);
  return [`❔ the five-minute look came last ${agoMarkdown(at)}: what is wrong now is not known`, ...wrong];
}

function wrongLine({ says, since }: Wrong): string {
  return `🔴 ${plainText(says)} • ${agoMarkdown(since)}`;
}

const NONE = '🟢 none';

function parkedLines({ parked, unreadable }: ParkedEffects): readonly string[] {
  const unknown = unreadable.map(({ kind, id }) => `${kind} ${id}`);
  const lines = [
    ...parked.slice(0, MOST_PARKED).map(parkedLine),
    ...(parked.length > MOST_PARKED ? [`and ${parked.length - MOST_PARKED} more: \`valine resolve\``] : []),
    ...(unknown.length > 0 ? [unreadableLine(unknown)] : []),
  ];
  return orNone(lines, NONE);
}

function unreadableLine(unknown: readonly string[]): string {
  const more = unknown.length > MOST_UNREADABLE ? ` and ${unknown.length - MOST_UNREADABLE} more` : '';
  return `❔ unknown of ${spansText(unknown.slice(0, MOST_UNREADABLE))}${more}: another version wrote that; deploy it or a later one`;
}

const MOST_UNREADABLE = 5;

/** A select has no more options. */
const MOST_PARKED = 10;
const MOST_WHY = 160;

function parkedLine({ what, of, reason, at }: ParkedEffect): string {
  return `🅿️ ${codeSpan(what)} of ${codeSpan(of)} • ${agoMarkdown(at)} • ${plainText(cutLine(reason, MOST_WHY))}`;
}

function parkedSelect(parked: readonly ParkedEffect[]) {
  return {
    id: buttonId('ops-parked', 'all'),
    placeholder: 'Decide about a parked effect…',
    least: 1,
    most: 1,
    options: parked.slice(0, MOST_PARKED).map((each) => ({
      value: parkedArgument(each),
      label: cutLine(`${each.what} of ${each.of}`, 100),
      description: cutLine(each.reason, 100),
      chosen: false,
    })),
  };
}

/** In the order in which they are shown. */
const NAMES = Object.keys(SWITCHES).filter(isSwitchName);

function switchLines(restrictions: Restrictions): string[] {
  if (restrictions === 'unknown')
    return ['🔴 cannot be read, so all count as thrown: another version has written them'];
  return NAMES.map((name) => {
    const restriction = restrictionOf(restrictions, name);
    if (restriction === undefined) return `🟢 ${codeSpan(name)} ${name === 'pause' ? 'off' : 'as configured'}`;
    return `⏸️ ${codeSpan(name)} **${SWITCHES[name].restricts}** by ${byText(restriction)} ${agoMarkdown(restriction.at)}: ${reasonText(restriction)}`;
  });
}

const TAKE: Readonly<Record<SwitchName, string>> = {
  pause: 'Pause everything',
  USE_LLM_PARSING: 'Model off',
  DISABLE_UX_UPDATES: 'Site changes off',
  ALLOW_SECRET_WRITES: 'Setting values off',
};
const GIVE: Readonly<Record<SwitchName, string>> = {
  pause: 'End the pause',
  USE_LLM_PARSING: 'Model as configured',
  DISABLE_UX_UPDATES: 'Site changes as configured',
  ALLOW_SECRET_WRITES: 'Setting values as configured',
};

const REDRIVE: Button = { id: buttonId('ops-redrive', 'all'), label: 'Redrive dead letters', style: 'primary' };

function switchButton(name: SwitchName, restriction: Restriction | undefined): Button {
  const id = buttonId('ops-switch', switchArgument(name, restriction?.at));
  if (restriction !== undefined) return { id, label: GIVE[name], style: 'success' };
  return { id, label: TAKE[name], style: name === 'pause' ? 'danger' : 'secondary' };
}

export function switchedMessage(name: SwitchName, isRestricted: boolean): Message {
  const is = isRestricted ? `**${SWITCHES[name].restricts}**` : name === 'pause' ? 'off' : 'as it is configured';
  const then = name === 'pause' && !isRestricted ? ' What waited goes on within a quarter of an hour.' : '';
  return {
    content: `✅ ${codeSpan(name)} is ${is}: it holds within a minute.${then} \`/ops\` shows how things stand.`,
  };
}

/** `restriction`: as it stands. */
export function switchedAlreadyMessage(name: SwitchName, restriction: Restriction | undefined): Message {
  const is =
    restriction === undefined
      ? `${codeSpan(name)} is ${name === 'pause' ? 'off' : 'as configured'}`
      : `${codeSpan(name)} was switched ${SWITCHES[name].restricts} by ${byText(restriction)} ${agoMarkdown(restriction.at)}: ${reasonText(restriction)}`;
  return refusalMessage(
    'switched_already',
    `Nothing was changed, for your message is older than that: ${is}. \`/ops\` shows how things stand.`,
  );
}

/** `count`: about how many there were. */
export function redrivenMessage(count: number): Message {
  const what =
    count === 0
      ? 'No dead letters were seen; what there is goes back to where it came from'
      : `About ${count} dead ${count === 1 ? 'letter goes back to where it' : 'letters go back to where they'} came from`;
  return {
    content: `✅ ${what}. What fails again is among them anew; \`valine dlq\` shows what it is.`,
  };
}

export function reasonMissingMessage(): Message {
  return refusalMessage('reason_missing', 'Nothing was changed: say why. Press the button again.');
}

export function parkedMessage(effect: ParkedEffect): Message {
  const argument = parkedArgument(effect);
  return {
    card: {
      title: `🅿️ ${effect.what}`,
      lines: [
        `of ${codeSpan(effect.of)} • ${agoMarkdown(effect.at)}`,
        plainText(cutLine(effect.reason, 1000)),
        '',
        '**Retry**: the cause is put right. It is looked for first, if it may have happened.',
        '**Mark done**: it has happened. Give the number, SHA or id of what it left.',
        '**Drop**: nobody needs it any more. It is not listed again; `valine resolve` can still decide about it.',
      ],
      tone: 'warning',
    },
    buttons: [
      { id: buttonId('ops-retry', argument), label: 'Retry', style: 'primary' },
      { id: buttonId('ops-done', argument), label: 'Mark done', style: 'success' },
      { id: buttonId('ops-drop', argument), label: 'Drop', style: 'danger' },
    ],
  };
}

export function notParkedMessage(): Message {
  return refusalMessage(
    'effect_not_parked',
    'Nothing was changed, for your message is older than that: somebody has decided about it, or it was done since. `/ops` shows how things stand.',
  );
}

export function noNumberMessage(id: string): Message {
  return refusalMessage(
    'outcome_not_a_number',
    `Nothing was changed: ${codeSpan(id)} is no number, and what follows goes by it. Write the one of the pull request or run, as in its address on GitHub, and then why.`,
  );
}

const DECIDED = {
  retry: 'is tried again. `/ops` lists it if it is parked once more.',
  waits: 'waits, for everything is paused: it is tried once the pause is over, within a quarter of an hour.',
  done: 'is recorded as done.',
  drop: 'is dropped: nobody is asked about it any more.',
} as const;

export function decidedMessage(of: string, how: keyof typeof DECIDED): Message {
  return { content: `✅ The effect of ${codeSpan(of)} ${DECIDED[how]}` };
}
