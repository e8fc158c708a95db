/**
 * What becomes of deliveries that nobody took. GitHub never tries again of its own accord, so each is sent again: at once
 * while others are taken, and while none is, one at a look, as a probe. What fails again and again waits longer each
 * time, and is given up in the end.
 */
import type { DeliveryAttempt } from '@valine/github';
import { type Change, DELIVERIES_ID, type Deliveries, expiryOf, type MissedDelivery } from '@valine/records';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** So long GitHub keeps a delivery. */
export const KEPT_MS = 72 * HOUR_MS;
/** How far back a look reads. GitHub could forget older deliveries before the next looks come to them. */
export const REACH_MS = KEPT_MS - HOUR_MS;
/** A try that GitHub waited for in vain comes into its log later than one that was answered. */
export const OVERLAP_MS = 10 * MINUTE_MS;
/** GitHub asks for a second between two calls that change something; our function has thirty. */
const AT_ONCE = 15;
const FIRST_DISTANCE_MS = 10 * MINUTE_MS;
/** Twice as far apart each time: a tenth would come after the time that GitHub keeps a delivery. */
export const MOST_TRIES = 9;
/** What has failed so often is no part of the outage that the others share. */
const STUBBORN_TRIES = 3;
/** A record stays under 100 KB. */
const MOST_MISSED = 400;
/** The mark in the log is moved no more often than that where nothing else has changed. */
const MARK_MS = 30 * MINUTE_MS;
/** So long an outage counts what is lost in one message, which few read again after that. */
const LOSING_MS = 24 * HOUR_MS;
/** So long without any news is odd, on a working day. */
const SILENCE_MS = 6 * HOUR_MS;

export type Span = { from: number; to: number };

/**
 * What a look has read. `attempts`: of our repository, the newest first. `gap`: what is still to be read. `unseen`: what was to be
 * read, and is not there any more.
 */
export type Seen = {
  beganAt: number;
  unseen?: Span | undefined;
  attempts: readonly DeliveryAttempt[];
  gap: Deliveries['gap'];
  hookId: number | undefined;
  hookUrl?: string | undefined;
};

/** What the team is told. `missing`: deliveries that are still to come. */
export type News = {
  /** Between these times (epoch milliseconds) something may have failed that nobody has seen. */
  unseen?: Span | undefined;
  /** GitHub does not let us have any sent again. */
  isRefused?: boolean;
  recovered: number;
  since: number;
  missing: number;
};

export type Losing = NonNullable<Deliveries['losing']>;

/** `events`: those that we use. `tell`: the messages; none if there is no channel for them. */
export type Facts = {
  now: number;
  events: ReadonlySet<string>;
  tell(news: News): Deliveries['outbox'];
  /** `goesOn`: nothing is taken, and more will be counted in the same message. */
  tellLost(losing: Losing, goesOn: boolean): Deliveries['outbox'];
};

/** The deliveries to send again now. The write claims them, so that no other look sends them too. */
export function decideMissed(
  record: Deliveries | undefined,
  seen: Seen,
  facts: Facts,
): Change<'deliveries', readonly MissedDelivery[]> {
  const before = record ?? firstRecord(facts.now);
  // Somebody else has looked since this look began, and knows more.
  if (record !== undefined && seen.beganAt <= record.lookedAt) return { verdict: [] };
  const known = withSeen(before, seen, facts);
  // A gap that is kept is read again: what of it is forgotten would be told at every look.
  const forgotten = known.gap === undefined ? seen.unseen : undefined;
  const { record: told, isTold } = withNews(known, before, facts, forgotten ?? missedSince(before, seen));
  const claimed = isOpen(told) ? dueOldestFirst(told, facts.now) : dueAsProbe(told, facts.now);
  const ids = new Set(claimed.map(({ guid }) => guid));
  const next: Deliveries = {
    ...told,
    missed: told.missed.map((each) => (ids.has(each.guid) ? triedAgain(each, facts.now) : each)),
    version: before.version + 1,
    lookedAt: seen.beganAt,
    expiresAt: expiryOf(facts.now),
  };
  return isTold || claimed.length > 0 || isWorthWriting(record, next) ? { next, verdict: claimed } : { verdict: [] };
}

/** No look came for so long that GitHub has forgotten, or is about to, what was delivered after the one before. */
function missedSince({ lookedAt }: Deliveries, { beganAt }: Seen): Span | undefined {
  const readSince = beganAt - REACH_MS;
  return lookedAt > 0 && lookedAt < readSince ? { from: lookedAt, to: readSince } : undefined;
}

function firstRecord(now: number): Deliveries {
  return {
    ...{ kind: 'deliveries', id: DELIVERIES_ID, version: 0, lookedAt: 0, takenAt: 0, refusedAt: 0, missed: [] },
    ...{ recovered: 0, reconciledAt: now, outbox: [], expiresAt: expiryOf(now) },
  };
}

/** Whether what is sent now is taken, as far as the newest try tells. */
function isOpen({ takenAt, refusedAt }: Pick<Deliveries, 'takenAt' | 'refusedAt'>): boolean {
  return takenAt >= refusedAt;
}

function isTaken({ statusCode }: Pick<DeliveryAttempt, 'statusCode'>): boolean {
  return statusCode >= 200 && statusCode < 300;
}

function withSeen(before: Deliveries, { attempts, ...look }: Seen, { now, events }: Facts): Deliveries {
  const taken = new Set(attempts.filter(isTaken).map(({ guid }) => guid));
  const refused = attempts.filter((each) => !isTaken(each));
  const came = before.missed.filter(({ guid, isLost }) => taken.has(guid) && !isLost);
  const known = new Set(before.missed.map(({ guid }) => guid));
  const found = refused.filter(
    ({ guid, event, at, isRedelivery }) =>
      !isRedelivery && events.has(event) && !known.has(guid) && !taken.has(guid) && now - at < KEPT_MS,
  );
  const isForgotten = ({ at, isLost }: MissedDelivery) => isLost && now - at >= KEPT_MS + HOUR_MS;
  const left = before.missed.filter((each) => !taken.has(each.guid) && !isForgotten(each));
  const missed = [...left.map((each) => withFailure(each, refused)), ...missedOf(found, now)];
  const doors = {
    takenAt: newest(before.takenAt, attempts.filter(isTaken)),
    refusedAt: newest(before.refusedAt, refused),
  };
  // What has no room is found again by the next look, which begins where this one did.
  const isFull = missed.length > MOST_MISSED;
  const { gap: _, since: __, losing, ...rest } = before;
  const gap = isFull ? before.gap : look.gap;
  const since = Math.min(before.since ?? Number.POSITIVE_INFINITY, ...came.map(({ at }) => at));
  return {
    ...rest,
    ...doors,
    ...(look.hookId !== undefined && { hookId: look.hookId }),
    ...(look.hookUrl !== undefined && { hookUrl: look.hookUrl }),
    ...readUpTo(isFull ? before.readTo : Math.max(doors.takenAt, doors.refusedAt)),
    ...(gap !== undefined && { gap }),
    ...(losing !== undefined && !isOpen(doors) && { losing }),
    missed: (isOpen(doors) && !isOpen(before) ? missed.map((each) => soon(each, now)) : missed).slice(0, MOST_MISSED),
    recovered: before.recovered + came.length,
    ...(Number.isFinite(since) && { since }),
  };
}

function readUpTo(readTo: number | undefined): Pick<Deliveries, 'readTo'> {
  return readTo === undefined || readTo === 0 ? {} : { readTo };
}

function newest(at: number, attempts: readonly DeliveryAttempt[]): number {
  return Math.max(at, ...attempts.map((each) => each.at));
}

/** A delivery has one entry, of the first of its tries that is in the log. */
function missedOf(found: readonly DeliveryAttempt[], now: number): MissedDelivery[] {
  const byGuid = new Map(found.map(({ guid, id, event, at }) => [guid, { guid, id, event, at }]));
  return [...byGuid.values()].map((each) => ({ ...each, failedAt: each.at, tries: 0, nextAt: now }));
}

function withFailure(missed: MissedDelivery, refused: readonly DeliveryAttempt[]): MissedDelivery {
  const own = refused.filter(({ guid }) => guid === missed.guid);
  return { ...missed, failedAt: newest(missed.failedAt, own) };
}

/** The others are taken again, so it need not wait for its time. */
function soon(missed: MissedDelivery, now: number): MissedDelivery {
  return missed.tries >= MOST_TRIES ? missed : { ...missed, nextAt: Math.min(missed.nextAt, now) };
}

function isDue({ isLost, nextAt, tries }: MissedDelivery, now: number): boolean {
  return !isLost && nextAt <= now && tries < MOST_TRIES;
}

function dueOldestFirst({ missed }: Deliveries, now: number): MissedDelivery[] {
  const due = missed.filter((each) => isDue(each, now));
  return due.toSorted((one, other) => one.at - other.at).slice(0, AT_ONCE);
}

/** One that was tried least: where one alone is at fault, the others tell. */
function dueAsProbe({ missed }: Deliveries, now: number): MissedDelivery[] {
  const due = missed.filter((each) => isDue(each, now));
  return due.toSorted((one, other) => one.tries - other.tries || one.at - other.at).slice(0, 1);
}

function triedAgain(missed: MissedDelivery, now: number): MissedDelivery {
  const tries = missed.tries + 1;
  return { ...missed, tries, triedAt: now, nextAt: now + FIRST_DISTANCE_MS * 2 ** (tries - 1) };
}

/** The last try has failed or was not heard of again, or GitHub does not keep it any longer. */
function isOver({ tries, triedAt = 0, failedAt, nextAt, at }: MissedDelivery, now: number): boolean {
  return now - at >= KEPT_MS || (tries >= MOST_TRIES && (failedAt > triedAt || nextAt <= now));
}

/** Told once all that failed together has come, and of what is lost at once: while nothing is taken, in one message. Then all that is open is compared with GitHub. */
function withNews(
  seen: Deliveries,
  before: Deliveries,
  facts: Facts,
  unseen: Span | undefined,
): { record: Deliveries; isTold: boolean } {
  const { now } = facts;
  const lost = seen.missed.filter((each) => !each.isLost && isOver(each, now));
  const missed = seen.missed.map((each) => (lost.includes(each) ? { ...each, isLost: true } : each));
  const missing = missed.filter(({ isLost }) => !isLost);
  const isThrough = seen.gap === undefined && missing.every(({ tries }) => tries >= STUBBORN_TRIES);
  const recovered = isThrough ? seen.recovered : 0;
  if (recovered > 0 || lost.length > 0 || unseen !== undefined) {
    const { since, ...rest } = seen;
    const isNews = recovered > 0 || unseen !== undefined;
    const told = isNews ? facts.tell({ unseen, recovered, since: since ?? now, missing: missing.length }) : [];
    const left = isThrough ? { ...rest, recovered: 0 } : seen;
    const record = withLost({ ...left, missed, outbox: [...seen.outbox, ...told] }, lost, facts);
    return { record: inLine(record, now), isTold: true };
  }
  const isSilent =
    now - Math.max(seen.takenAt, seen.refusedAt) >= SILENCE_MS && now - before.reconciledAt >= SILENCE_MS;
  return isSilent ? { record: inLine(seen, now), isTold: true } : { record: seen, isTold: false };
}

/** GitHub forgets what an outage has kept from us one by one: that is one message, counted up. */
function withLost(record: Deliveries, lost: readonly MissedDelivery[], { now, tellLost }: Facts): Deliveries {
  if (lost.length === 0) return record;
  const goesOn = !isOpen(record);
  const { losing } = record;
  const before = goesOn && losing !== undefined && now - losing.since < LOSING_MS ? losing : undefined;
  const events = [...new Set([...(before?.events ?? []), ...lost.map(({ event }) => event)])];
  const count = (before?.count ?? 0) + lost.length;
  const next = { since: before?.since ?? now, revision: (before?.revision ?? 0) + 1, count, events };
  const told = tellLost(next, goesOn);
  return { ...record, losing: next, outbox: [...record.outbox, ...told] };
}

function inLine(record: Deliveries, now: number): Deliveries {
  return { ...record, reconcile: `${DELIVERIES_ID} ${now}`, reconciledAt: now };
}

/** Where nothing failed, the mark in the log is all that has changed: it may stay behind a while. */
function isWorthWriting(before: Deliveries | undefined, next: Deliveries): boolean {
  if (before === undefined || (next.readTo ?? 0) - (before.readTo ?? 0) >= MARK_MS) return true;
  const said = ({ missed, gap, recovered, hookId, hookUrl, losing }: Deliveries) =>
    JSON.stringify([missed, gap, recovered, hookId, hookUrl, losing]);
  return said(before) !== said(next);
}

/** What came of sending again. `gone`: GitHub has them no more, or refuses them for good. `isRefused`: it lets us have none sent again. */
export type Sent = {
  sent: number;
  uncalled: readonly string[];
  gone: readonly string[];
  restUntil?: number;
  isRefused?: boolean;
};

/** What was claimed and not called is free again. That we may not is told once, until we may. */
export function decideSent(
  record: Deliveries | undefined,
  { sent, uncalled, gone, restUntil, isRefused = false }: Sent,
  facts: Facts,
): Change<'deliveries', undefined> {
  const { now, tell } = facts;
  if (record === undefined) return { verdict: undefined };
  const wasRefused = record.isRefused ?? false;
  const isAllDone = uncalled.length + gone.length === 0 && restUntil === undefined;
  if (isAllDone && !wasRefused) return { verdict: undefined };
  const lost = record.missed.filter(({ guid, isLost }) => gone.includes(guid) && !isLost);
  const missed = record.missed.map((each): MissedDelivery => {
    if (lost.includes(each)) return { ...each, isLost: true };
    return uncalled.includes(each.guid) ? { ...each, tries: Math.max(0, each.tries - 1), nextAt: now } : each;
  });
  const { isRefused: _, ...rest } = record;
  const next = {
    ...rest,
    ...((isRefused || (wasRefused && sent === 0)) && { isRefused: true }),
    missed,
    version: record.version + 1,
    ...(restUntil !== undefined && { restUntil }),
  };
  const isNewlyRefused = isRefused && !wasRefused;
  if (lost.length === 0 && !isNewlyRefused) return { next, verdict: undefined };
  const missing = missed.filter(({ isLost }) => !isLost).length;
  const told = isNewlyRefused ? tell({ recovered: 0, since: now, missing, isRefused }) : [];
  const after = withLost({ ...next, outbox: [...record.outbox, ...told] }, lost, facts);
  return { next: inLine(after, now), verdict: undefined };
}

/** GitHub is left alone until then. */
export function decideRest(
  record: Deliveries | undefined,
  { restUntil, now, forgetsHook }: { restUntil?: number; now: number; forgetsHook?: boolean },
): Change<'deliveries', undefined> {
  const { hookId, ...rest } = record ?? firstRecord(now);
  const kept = forgetsHook || hookId === undefined ? {} : { hookId };
  const next = { ...rest, ...kept, version: rest.version + 1, ...(restUntil !== undefined && { restUntil }) };
  return { next, verdict: undefined };
}

/** The plans were sent to be compared. */
export function decideReconciled(record: Deliveries | undefined, reconcile: string): Change<'deliveries', undefined> {
  if (record?.reconcile !== reconcile) return { verdict: undefined };
  const { reconcile: _, ...rest } = record;
  return { next: { ...rest, version: record.version + 1 }, verdict: undefined };
}
