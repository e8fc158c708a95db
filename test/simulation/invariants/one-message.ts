/** Every notification's message is made once, unless somebody deleted it, and shows what the records say. */

import type { Message, Notification } from '@valine/contracts';
import { type MessageBody, renderMessage } from '@valine/discord';
import type { Message as ShownMessage } from '@valine/discord-model';
import { planCardMessage } from '@valine/dispatcher/plan-card';
import { trackingMessage } from '@valine/dispatcher/tracking-card';
import type { CommentRecord, Plan, PostedMessage, TaskRecord, Tracking } from '@valine/records';
import type { World } from '../world.ts';

/** The messages of a key, deleted ones too: the answer to its interaction, and what the bot made for it. */
export function messagesOf({ discord, chronicle }: World, key: string): ShownMessage[] {
  return discord.book.messages.filter(({ interactionId, nonce }) => {
    if (nonce !== undefined) return chronicle.keyOfOperation.get(nonce) === key;
    return key === `reply:${interactionId}`;
  });
}

/**
 * What stands of a key. An answer that only one person sees, where ingress said that nothing was started although the
 * queue had the command, cannot be edited for long: what everybody sees counts, if there is such a thing.
 */
function standing(world: World, key: string): ShownMessage[] {
  const all = messagesOf(world, key).filter(({ deleted }) => !deleted);
  const seenByAll = all.filter((message) => !message.private);
  if (seenByAll.length > 0) return seenByAll;
  // What the asker alone sees cannot be looked for: where it is not recorded as shown, it is said once more.
  return world.engine.coverage.cells().size > 0 ? all.slice(-1) : all;
}

export function checkMessagesMadeOnce(world: World): void {
  const { engine, chronicle, discord } = world;
  const { messages } = discord.book;
  for (const { nonce, timestamp, id } of messages) {
    if (nonce === undefined) continue;
    const isThere = ({ deletedAt = Number.POSITIVE_INFINITY }: ShownMessage) => deletedAt > timestamp;
    const earlier = messages.find((one) => one.nonce === nonce && Number(one.id) < Number(id) && isThere(one));
    const isTaken = earlier !== undefined && isAnothers(world, chronicle.keyOfOperation.get(nonce) ?? '', earlier.id);
    if (earlier !== undefined && !isTaken)
      engine.report('one external effect for an operation', `two messages with nonce ${nonce}`);
  }
  for (const key of chronicle.newest.keys()) {
    const count = standing(world, key).filter(({ id }) => !isAnothers(world, key, id)).length;
    if (count > 1) engine.report('a notification has one message', `${key} has ${count}`);
  }
}

export function checkShownAsRecorded(world: World): void {
  const { engine, chronicle, store } = world;
  const cards = cardsOf(world);
  for (const [key, newest] of chronicle.newest) {
    const record = store.get('message', key);
    if (record === undefined) {
      engine.report('every notification is shown or parked', key);
      continue;
    }
    if (record.shownRevision < newest.revision && record.parked === undefined)
      engine.report('every notification is shown or parked', `${key}: ${record.shownRevision} of ${newest.revision}`);
    checkText(world, key, record, renderMessage(cards.get(key) ?? saidOf(newest, record)));
  }
}

/** Whom Discord does not let us write to is told in the thread. */
function saidOf({ place, message }: Notification, { directRefused }: PostedMessage): Message {
  return place.in === 'direct' && directRefused !== undefined ? (place.instead?.message ?? message) : message;
}

/** By key: what runs and follows say of themselves as they stand recorded. */
function cardsOf(world: World): Map<string, Message> {
  const runs = runsOf(world).map((plan) => [`reply:${plan.reply.interactionId}`, planCardMessage(plan)] as const);
  const trackings = trackingsOf(world).map((tracking) => [tracking.messageKey, trackingMessage(tracking)] as const);
  return new Map([...runs, ...trackings]);
}

function checkText(world: World, key: string, record: PostedMessage, due: MessageBody): void {
  if (record.parked !== undefined) return;
  if (isMistaken(world, record)) {
    world.engine.coverage.sometimes('one of two equal messages');
    return;
  }
  const [shown] = standing(world, key).filter(({ id }) => !isAnothers(world, key, id));
  if (shown === undefined) {
    if (messagesOf(world, key).length > 0) return;
    world.engine.report('the person sees the answer', `${key} is not there`);
    return;
  }
  const same = JSON.stringify(textsOf(shown.body)) === JSON.stringify(textsOf(due));
  if (!same)
    world.engine.report(
      'what is seen is what is recorded',
      `${key} shows ${JSON.stringify(textsOf(shown.body)).slice(0, 300)}, recorded is ${JSON.stringify(textsOf(due)).slice(0, 300)}`,
    );
}

/** Taken for another's: see `isMistaken`. */
function isAnothers({ store }: World, key: string, messageId: string): boolean {
  return store.all().some((other) => other.kind === 'message' && other.id !== key && other.messageId === messageId);
}

/** docs/decisions/0004: of two messages with one text, made at one time, one may be taken for the other, which may be gone since. */
function isMistaken(world: World, { id, messageId }: PostedMessage): boolean {
  if (messageId === undefined) return false;
  const { nonce = '' } = world.discord.book.messages.find((message) => message.id === messageId) ?? {};
  if ((world.chronicle.keyOfOperation.get(nonce) ?? id) !== id) return true;
  return world.store
    .all()
    .some((other) => other.kind === 'message' && other.id !== id && other.messageId === messageId);
}

function textsOf({ content, embeds, components = [] }: MessageBody) {
  return { content, embeds, components };
}

export function runsOf({ store }: World): Plan[] {
  return store.all().filter((record) => record.kind === 'plan');
}

export function tasksOf({ store }: Pick<World, 'store'>): TaskRecord[] {
  return store.all().filter((record) => record.kind === 'task');
}

export function commentsOf({ store }: World): CommentRecord[] {
  return store.all().filter((record) => record.kind === 'comment');
}

export function trackingsOf({ store }: World): Tracking[] {
  return store.all().filter((record) => record.kind === 'tracking');
}

export function checkOneText({ chronicle, engine }: World): void {
  const texts = new Map<string, string>();
  for (const sent of chronicle.sent.notify.keys()) {
    if (!sent.startsWith('{"type":"message.shown"')) continue;
    const { key, revision, message }: Notification = JSON.parse(sent);
    const name = `${key} ${revision}`;
    const text = JSON.stringify(message);
    const known = texts.get(name) ?? text;
    if (known !== text) engine.report('one text for a revision', `${name}: ${known} and ${text}`.slice(0, 400));
    texts.set(name, text);
  }
}
