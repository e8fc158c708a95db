/** A rule in words, and why it told something or not: for the terminal. */
import { type NotificationRule, RULE_EVENTS } from '@valine/settings';
import type { Verdict } from './decide-notifications.ts';

export function ruleText(rule: NotificationRule): string {
  const { event, action, branch, label, conclusion, name, actor, mention, mode, quiet } = rule;
  const about = [
    `${event} (${listText(action ?? RULE_EVENTS[event].actions)})`,
    ...conditionTexts({ branch, label, conclusion, name, actor }),
  ];
  return [
    `${mode} of ${about.join(', ')} → ${placeText(rule)}`,
    ...(mention === undefined
      ? []
      : [mention.role === undefined ? `mentions person ${mention.person}` : `mentions role ${mention.role}`]),
    ...(quiet === undefined ? [] : [quietText(quiet)]),
  ].join('; ');
}

function placeText({ channel, thread, person }: NotificationRule): string {
  if (person !== undefined) return `person ${person}, directly`;
  return thread === undefined ? `channel ${channel}` : `thread ${thread}`;
}

function conditionTexts(conditions: Readonly<Record<string, readonly string[] | undefined>>): string[] {
  return Object.entries(conditions).flatMap(([field, wanted]) =>
    wanted === undefined ? [] : [`${field} ${listText(wanted)}`],
  );
}

function listText(texts: readonly string[]): string {
  return texts.join(' or ');
}

function quietText({ from, to, time_zone, days, failures_pass }: NonNullable<NotificationRule['quiet']>): string {
  const hours = from === to ? [] : [`${timeText(from)}–${timeText(to)}`];
  return `quiet ${[...hours, ...days].join(', ')} (${time_zone})${failures_pass ? ', but for failures' : ''}`;
}

function timeText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

export function verdictText(rule: NotificationRule, verdict: Verdict): string {
  if (verdict.do === 'tell')
    return rule.person === undefined ? 'tells it' : `tells it to person ${rule.person}, directly`;
  if (verdict.do === 'hold')
    return `holds it until ${untilText(verdict.until)}: ${verdict.why === 'quiet' ? 'quiet hours' : 'it is muted'}`;
  if (verdict.why !== 'unmatched') return `nothing: ${WHY[verdict.why]}`;
  const { field, wanted, was } = verdict.mismatch;
  return `nothing: ${field} is ${was.length === 0 ? 'not told' : listText(was)}, and not ${listText(wanted)}`;
}

function untilText(until: number): string {
  return Number.isFinite(until) ? new Date(until).toISOString() : 'somebody unmutes it';
}

const WHY = {
  'no failure': 'it did not fail',
  'no change': 'it went as it did before',
  'no outcome': 'it went neither well nor badly',
  older: 'something newer was heard',
  heard: 'it was heard before',
} as const;
