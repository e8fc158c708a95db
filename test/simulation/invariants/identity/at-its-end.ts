/** In a world that has come to its end: what was untied stays so, and whose turn it was has heard of it once. */
import type { Place } from '@valine/contracts';
import { commentId, isInForce } from '@valine/records';
import type { World } from '../../world.ts';
import { REMINDER } from './reminded.ts';

/** An account that has untied itself on GitHub is nobody's, unless it has consented again since. */
export function checkUntied({ engine, store, links }: World): void {
  for (const { login, commentId: said, at } of links.untied) {
    // Whom nobody has heard is not answered either.
    if (store.get('comment', commentId(said)) === undefined) continue;
    const found = store.all().find((each) => each.kind === 'identity' && each.link?.account.login === login);
    if (found?.kind !== 'identity' || found.link === undefined) continue;
    const account = store.get('account', String(found.link.account.id));
    if (isInForce(found, account) && (account?.link?.at ?? 0) < at)
      engine.report('what was untied stays so', `${login}, untied at ${at}`);
  }
}

/** Whom lines of threads notify, and who is told alone, by what was asked to be shown: each is made once, as another invariant has it. */
export function checkPings({ engine, chronicle, turns }: World): void {
  const told = new Map<string, number>();
  for (const { place, message } of chronicle.newest.values()) {
    // Another invariant counts reminders.
    if (message.content?.includes(REMINDER)) continue;
    const pinged = place.in === 'thread' ? (message.pings?.users ?? []) : [];
    const alone = place.in === 'direct' && place.instead !== undefined ? [place.personId] : [];
    for (const id of [...pinged, ...alone]) told.set(id, (told.get(id) ?? 0) + 1);
    for (const id of pinged.filter((each) => !message.content?.includes(`<@${each}>`)))
      engine.report('who is notified is named', `${id}: ${message.content}`);
  }
  for (const [id, count] of told) {
    engine.coverage.sometimes('somebody was told that it is their turn');
    if (count > (turns.get(id) ?? 0)) engine.report('a turn is told once', `${id} ${count} times`);
  }
}

/** What is said to one person alone nobody else reads; their turn is told in the thread where they take none. */
export function checkDirects({ engine, chronicle, discord, store }: World): void {
  const { directs, messages, closed } = discord.book;
  for (const { channelId, nonce = '' } of messages) {
    const person = directs.find(({ id }) => id === channelId)?.personId;
    const place = chronicle.newest.get(chronicle.keyOfOperation.get(nonce) ?? '')?.place;
    const meant = place?.in === 'direct' ? place.personId : undefined;
    if (
      person !== meant &&
      (person !== undefined || place?.in === 'direct') &&
      !isInstead(place, channelId, discord.book)
    )
      engine.report('what is said to one person nobody else reads', `${meant} is told with ${person}`);
    if (person !== undefined) engine.coverage.sometimes('somebody was told directly');
  }
  for (const [key, { place }] of chronicle.newest) {
    if (place.in !== 'direct' || place.instead === undefined || !closed.includes(place.personId)) continue;
    const record = store.get('message', key);
    if (record?.messageId !== undefined) engine.coverage.sometimes('a turn was told in the thread after all');
  }
}

type Book = World['discord']['book'];

/** Of one who takes no direct messages: in the thread, or in the channel where that is shut. */
function isInstead(place: Place | undefined, channelId: string, { directs, closed }: Book): boolean {
  if (place?.in !== 'direct' || place.instead === undefined || !closed.includes(place.personId)) return false;
  return !directs.some(({ id }) => id === channelId);
}
