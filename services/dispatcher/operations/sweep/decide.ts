/** What a sweep's findings make of its record: one message for each thing that has turned bad, edited when it is over. */
import { cutText, type Message, type Notification } from '@valine/contracts';
import { type Change, expiryOf, operationId, SWEEP_ID, type Sweep } from '@valine/records';
import { judgeStanding, WELL } from '../judge-standing.ts';
import type { Finding } from '../look.ts';
import { isSame, withRoom } from '../parked/decide.ts';
import { nobodyLookedMessage, overMessage, toldAnewMessage, wrongMessage } from './messages.ts';

/** Without a channel it is logged alone. */
type Where = { now: number; channelId: string | undefined };

export function decideSweep(
  record: Sweep | undefined,
  { slotAt, findings }: { slotAt: number; findings: readonly Finding[] },
  where: Where,
): Change<'sweep', readonly Finding[]> {
  // A copy, or one that came late: the newest look counts.
  if (record !== undefined && slotAt <= record.slotAt) return { verdict: [] };
  const { next, verdict } = withFindings(record, { slotAt, findings }, where);
  return { next: { ...next, lookedAt: where.now, outbox: [...next.outbox, ...gap(record, where)] }, verdict };
}

/** One that is due is taken a quarter of an hour late at most, and the next five minutes after: so long is longer than any of both. */
const GAP_MS = 25 * 60_000;

/** Once: the next look begins where this one ends. The first of all knows of none before it, though alarms may have been told. */
function gap(record: Sweep | undefined, { now, channelId }: Where): Notification[] {
  const from = record?.lookedAt ?? record?.slotAt ?? 0;
  if (from === 0 || now - from <= GAP_MS) return [];
  return show(`${SWEEP_ID}:gap ${from}`, 1, nobodyLookedMessage(from, now), channelId);
}

/** Of what was looked at between two sweeps. Nothing is written where nothing has turned. */
export function decideFindings(
  record: Sweep | undefined,
  findings: readonly Finding[],
  where: Where,
): Change<'sweep', readonly Finding[]> {
  const change = withFindings(record, { slotAt: record?.slotAt ?? 0, findings }, where);
  return change.verdict.length > 0 ? change : { verdict: [] };
}

function withFindings(
  record: Sweep | undefined,
  { slotAt, findings }: { slotAt: number; findings: readonly Finding[] },
  where: Where,
): Change<'sweep', readonly Finding[]> & { next: Sweep } {
  const told = findings.map((finding) => tell(record?.checks[finding.check], finding, where));
  const checks = new Map(Object.entries(record?.checks ?? {}));
  for (const { check, standing } of told) {
    if (standing === undefined) checks.delete(check);
    else checks.set(check, standing);
  }
  const { parked: _, moreParked: __, ...rest } = record ?? {};
  const next: Sweep = {
    ...rest,
    ...keptInMind(record, findings),
    ...rulesIn(findings),
    kind: 'sweep',
    id: SWEEP_ID,
    version: (record?.version ?? 0) + 1,
    slotAt,
    checks: Object.fromEntries(checks),
    outbox: [
      ...(record?.outbox ?? []),
      ...told.flatMap(({ notifications }) => notifications),
      ...findings.flatMap(({ news = [] }) =>
        news.flatMap(({ of, message }) => show(`${SWEEP_ID}:${operationId('news', of)}`, 1, message, where.channelId)),
      ),
    ],
    expiresAt: expiryOf(where.now),
  };
  return { next, verdict: findings.filter((_, index) => told[index]?.hasTurned) };
}

function rulesIn(findings: readonly Finding[]): Pick<Sweep, 'rules'> {
  const named = findings.flatMap(({ rules }) => (rules === undefined ? [] : [rules])).at(-1);
  return named === undefined ? {} : { rules: [...named] };
}

function keptInMind(record: Sweep | undefined, findings: readonly Finding[]): Pick<Sweep, 'parked' | 'moreParked'> {
  const { parked = [], moreParked } = record ?? {};
  const forgotten = findings.flatMap(({ forgets = [] }) => forgets);
  const left = parked.filter((one) => !forgotten.some((other) => isSame(one, other)));
  const searched = findings.flatMap(({ recalls }) => (recalls === undefined ? [] : [recalls]));
  const recalled = searched.flat().filter((one) => !left.some((other) => isSame(one, other)));
  const isMore = searched.length > 0 ? recalled.length > 0 : moreParked;
  const kept = withRoom([...left, ...recalled]).parked;
  return { ...(kept.length > 0 && { parked: kept }), ...(isMore && { moreParked: true }) };
}

type Standing = Sweep['checks'][string];
type Told = { check: string; hasTurned: boolean; standing?: Standing; notifications: Notification[] };

/** `standing` is absent where all is well. */
function tell(before: Standing | undefined, finding: Finding, where: Where): Told {
  const { check, is, isSettled = false } = finding;
  const { hasTurned, ...standing } = judgeStanding({ ...WELL, ...before, ...(isSettled && { isTurning: true }) }, is);
  const shown = before?.message;
  if (standing.told === 'bad') {
    const told = tellWrong(shown, finding, hasTurned, where);
    return { check, hasTurned, standing: { ...standing, message: told.message }, notifications: told.notifications };
  }
  const notifications =
    hasTurned && shown ? notify(check, next(shown, shown.says), overMessage(shown, where.now), where.channelId) : [];
  return { check, hasTurned, ...(standing.isTurning && { standing }), notifications };
}

function tellWrong(
  shown: Shown | undefined,
  finding: Finding,
  hasTurned: boolean,
  { now, channelId }: Where,
): { message: Shown; notifications: Notification[] } {
  const { check, is, againAfterMs = Number.POSITIVE_INFINITY } = finding;
  const says = cutText(finding.says ?? shown?.says ?? check, MOST_CHARACTERS);
  const wrong = (message: Shown) => notify(check, message, wrongMessage(finding, says), channelId);
  if (shown === undefined) {
    const message = { since: now, revision: 1, says };
    return { message, notifications: hasTurned || is === 'bad' ? wrong(message) : [] };
  }
  if (is === 'bad' && now - toldAt(shown) >= againAfterMs) {
    const message = { since: shown.since, toldAt: now, revision: 1, says };
    const before = notify(check, next(shown, shown.says), toldAnewMessage(shown), channelId);
    return { message, notifications: [...before, ...wrong(message)] };
  }
  if (!(is === 'bad' && shown.says !== says)) return { message: shown, notifications: [] };
  const message = next(shown, says);
  return { message, notifications: wrong(message) };
}

const MOST_CHARACTERS = 250;

type Shown = NonNullable<Standing['message']>;

function next(shown: Shown, says: string): Shown {
  return { ...shown, revision: shown.revision + 1, says };
}

function toldAt({ since, toldAt = since }: Shown): number {
  return toldAt;
}

function notify(check: string, shown: Shown, message: Message, channelId: string | undefined): Notification[] {
  const key = `${SWEEP_ID}:${operationId(check, String(toldAt(shown)))}`;
  return show(key, shown.revision, message, channelId);
}

function show(key: string, revision: number, message: Message, channelId: string | undefined): Notification[] {
  if (channelId === undefined) return [];
  const id = operationId(key, String(revision));
  const place = { in: 'channel', channelId } as const;
  return [{ type: 'message.shown', id, conversation: SWEEP_ID, key, revision, place, message }];
}
