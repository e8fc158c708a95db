/**
 * What error lines make of the incident they belong to: a message for the first, edits that become rarer as they become
 * more, and a new message for what comes back after a quiet day. However many there are, edits are few: a message that
 * cannot be shown would make errors of its own else, and never end.
 */
import type { Message, Notification } from '@valine/contracts';
import { type Change, expiryOf, type Incident, incidentId, operationId } from '@valine/records';
import type { ErrorLine } from './error-line.ts';

export type Lines = readonly [ErrorLine, ...ErrorLine[]];

/** Errors of one kind come from one place in our code, by one sort of cause. Texts differ from one to the next, codes do not. */
export function incidentOf({ service, message, causes, reason = '' }: ErrorLine): string {
  const code = /^[\w.-]{1,60}$/.test(reason) ? reason : '';
  return incidentId(service, message, causes.map(({ name }) => name).join(' '), code);
}

/** So long after the newest of them, it counts as over. */
export const QUIET_MS = 24 * 3_600_000;
const HOUR_MS = 3_600_000;

type Known = Pick<Incident, 'since' | 'lastAt' | 'count' | 'shown'>;
/** `tell`: the message that says so. */
type Now = {
  now: number;
  channelId: string | undefined;
  title(line: ErrorLine): string;
  tell(line: ErrorLine, known: Known): Message;
};

/** `lines`: all of one kind. */
export function decideIncident(
  record: Incident | undefined,
  lines: Lines,
  { now, channelId, title, tell }: Now,
): Change<'incident', 'told' | 'counted'> {
  const newest = lines.reduce((last, line) => (line.at > last.at ? line : last));
  const begins = record === undefined || newest.at - record.lastAt > QUIET_MS;
  const since = begins ? Math.min(...lines.map(({ at }) => at)) : record.since;
  const count = lines.length + (begins ? 0 : record.count);
  const lastAt = Math.max(newest.at, begins ? 0 : record.lastAt);
  const isNews = begins || count >= 2 * record.shown.count || now - record.shown.at >= HOUR_MS;
  const shown = isNews ? { revision: begins ? 1 : record.shown.revision + 1, count, at: now } : record.shown;
  const known = { since, lastAt, count, shown };
  const id = incidentOf(newest);
  const told = isNews && channelId !== undefined ? [notificationOf(id, known, tell(newest, known), channelId)] : [];
  const next: Incident = {
    ...{ kind: 'incident', id, version: (record?.version ?? 0) + 1, ...known, says: title(newest) },
    outbox: [...(record?.outbox ?? []), ...told],
    expiresAt: expiryOf(now),
  };
  return { next, verdict: isNews ? 'told' : 'counted' };
}

/** A conversation each: one that Discord does not take keeps no other back. */
function notificationOf(id: string, { since, shown }: Known, message: Message, channelId: string): Notification {
  const { revision } = shown;
  const key = `${id}:${since}`;
  const place = { in: 'channel', channelId } as const;
  return {
    type: 'message.shown',
    id: operationId(key, String(revision)),
    conversation: id,
    key,
    revision,
    place,
    message,
  };
}
