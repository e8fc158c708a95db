/** Calls people whose turn it is: in the thread, or by a direct message, as each has chosen with `/link`. */
import type { Notification, Outgoing, Place } from '@valine/contracts';
import { directId, directNotification, type RecordStore } from '@valine/records';
import { turnInThreadMessage, yourTurnMessage } from './turn-messages.ts';

/**
 * A line that calls people, and the same for each of them alone: `asWished` says which goes out. `linesOf`: what concerns the
 * person, by their id.
 */
export function withDirect(
  line: Notification,
  planId: string,
  linesOf: (personId: string) => string[],
): Notification[] {
  const { place, message, id } = line;
  if (place.in !== 'thread') return [line];
  const { under } = place;
  const alone = (message.pings?.users ?? []).map((personId) => {
    const lines = linesOf(personId);
    const instead = { under, message: turnInThreadMessage(personId, lines) };
    return directNotification(personId, id, yourTurnMessage(planId, lines), instead);
  });
  return [line, ...alone];
}

/** By id on Discord: whether they are told directly. */
export type Wishes = ReadonlyMap<string, boolean>;

/** The people who may have chosen: their records are read before these messages go out. */
export function peopleToAsk(told: readonly Outgoing[]): string[] {
  return [...new Set(told.flatMap((message) => turnOf(message)?.personId ?? []))];
}

/** One read for each. A person who is linked no more gets no direct message. */
export async function readWishes(store: Pick<RecordStore, 'find'>, people: readonly string[]): Promise<Wishes> {
  const wishes = await Promise.all(
    people.map(async (id) => [id, (await store.find('identity', id))?.link?.direct?.is === true] as const),
  );
  return new Map(wishes);
}

/** Nobody is told twice: who is told directly is named in the line, and not called by it. */
export function asWished(told: readonly Outgoing[], wishes: Wishes): Outgoing[] {
  const alone = new Set(told.flatMap((message) => (isWished(message, wishes) ? [message.id] : [])));
  return told.flatMap((message) => {
    if (turnOf(message) !== undefined) return alone.has(message.id) ? [message] : [];
    return [message.type === 'message.shown' ? withoutCalls(message, alone) : message];
  });
}

type Turn = Extract<Place, { in: 'direct' }>;

function turnOf(message: Outgoing): Turn | undefined {
  if (message.type !== 'message.shown' || message.place.in !== 'direct') return undefined;
  return message.place.instead === undefined ? undefined : message.place;
}

function isWished(message: Outgoing, wishes: Wishes): boolean {
  return wishes.get(turnOf(message)?.personId ?? '') === true;
}

function withoutCalls(line: Notification, alone: ReadonlySet<string>): Notification {
  const { pings, ...quiet } = line.message;
  const users = pings?.users.filter((personId) => !alone.has(directId(personId, line.id))) ?? [];
  if (pings === undefined || users.length === pings.users.length) return line;
  const isQuiet = users.length + pings.roles.length === 0;
  return { ...line, message: isQuiet ? quiet : { ...quiet, pings: { ...pings, users } } };
}
