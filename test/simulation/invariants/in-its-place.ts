/** What is said stands where it belongs, unless that place is gone: answers with their question, lines in their thread. */

import { FIRST_ANSWER_REVISION } from '@valine/contracts';
import type { Message as ShownMessage } from '@valine/discord-model';
import type { PostedMessage } from '@valine/records';
import type { World } from '../world.ts';
import { messagesOf, runsOf, trackingsOf } from './one-message.ts';

/** After these another place, or none, is right: credentials refused, channels gone, messages deleted by somebody. */
const EXCUSES = ['not-found', 'unauthorized'];

export function checkPlaces(world: World): void {
  const { engine, discord, store } = world;
  const excused = [...engine.coverage.cells().keys()].some((cell) => EXCUSES.some((fault) => cell.endsWith(fault)));
  if (excused || discord.book.messages.some((message) => message.deleted && !isWithdrawn(world, message))) return;
  checkTaken(world);
  for (const record of store.all()) {
    if (record.kind === 'message') checkPlace(world, record);
    if (record.kind === 'plan') for (const { id, parked } of record.effects) checkParked(world, id, parked);
    if (record.kind === 'tracking') for (const { id, parked } of record.effects) checkConflict(world, id, parked);
  }
}

/** It made room for what the asker alone sees. */
function isWithdrawn({ store }: World, { interactionId }: ShownMessage): boolean {
  return store.get('message', `reply:${interactionId}`)?.withdrawnFor !== undefined;
}

/** Where nothing was refused by chance, what GitHub or Discord refuses is there already, or goes another way. */
function checkParked({ engine }: World, id: string, parked: { reason: string } | undefined): void {
  if (parked !== undefined && /status 4\d\d|: 40[134]\b/.test(parked.reason))
    engine.report('another way is tried before anything is parked', `${id}: ${parked.reason}`);
}

/** A workflow run that has ended meanwhile needs no cancelling: nobody has to decide about it. */
function checkConflict({ engine }: World, id: string, parked: { reason: string } | undefined): void {
  if (parked !== undefined && /status 409\b/.test(parked.reason))
    engine.report('another way is tried before anything is parked', `${id}: ${parked.reason}`);
}

function checkPlace(world: World, record: PostedMessage): void {
  const { report } = world.engine;
  if (!isShutIn(world, record) && !isForNobodyElse(world, record)) checkParked(world, record.id, record.parked);
  for (const message of messagesOf(world, record.id)) {
    if (isBesideItsQuestion(world, record, message))
      report('an answer stands where it was asked for', `${record.id} was made as message ${message.id}`);
    if (isTooPublic(world, record, message))
      report('a refusal is seen by its asker alone', `${record.id} is shown as message ${message.id}`);
    if (isOutsideItsThread(world, record, message))
      report('a line stands in its thread', `${record.id} was made in channel ${message.channelId}`);
  }
}

/** Of what is said to one person alone nothing is said elsewhere, unless it is their turn. */
function isForNobodyElse({ chronicle }: World, { id, directRefused }: PostedMessage): boolean {
  const place = chronicle.newest.get(id)?.place;
  return directRefused !== undefined && place?.in === 'direct' && place.instead === undefined;
}

/** What somebody asked for in a thread that was locked since has no other place; lines of a plan's thread have. */
function isShutIn({ engine }: World, { id, parked }: PostedMessage): boolean {
  const isLocked = [...engine.coverage.cells().keys()].some((cell) => cell.endsWith('thread-locked'));
  return isLocked && !id.startsWith('thread:') && parked?.reason.startsWith('reopenThread: 403') === true;
}

/** docs/decisions/0004: lines of one text, made at one time, may be taken for one another; others may not. */
function checkTaken({ engine, store, chronicle }: World): void {
  const texts = new Map<string, string>();
  for (const record of store.all()) {
    const newest = record.kind === 'message' ? chronicle.newest.get(record.id) : undefined;
    if (record.kind !== 'message' || record.messageId === undefined || newest?.place.in !== 'thread') continue;
    const text = JSON.stringify(newest.message);
    const known = texts.get(record.messageId) ?? text;
    if (known !== text) engine.report('no message is taken for another', `${record.id} for one that says ${known}`);
    texts.set(record.messageId, text);
  }
}

/** Made as a message of its own while the interaction could be answered. */
function isBesideItsQuestion(world: World, { id, withdrawnFor }: PostedMessage, message: ShownMessage): boolean {
  return message.nonce !== undefined && withdrawnFor === undefined && couldBeAnswered(world, id, message.timestamp);
}

function isTooPublic(world: World, { id }: PostedMessage, message: ShownMessage): boolean {
  if (message.private || message.deleted || !isRefusal(world, id)) return false;
  return couldBeAnswered(world, id, message.editedAt ?? message.timestamp);
}

/** What another copy of the question has begun, or was counted for, is shown to everybody. */
function isRefusal(world: World, key: string): boolean {
  const id = key.replace('reply:', '');
  const request = world.store.get('request', id);
  const newest = world.chronicle.newest.get(key)?.revision ?? 0;
  if (request === undefined || request.outcome === 'answered' || newest >= FIRST_ANSWER_REVISION) return false;
  return ![...runsOf(world), ...trackingsOf(world)].some(({ applied }) => applied.includes(id));
}

/** Through the interaction, with a minute to spare. `at`: epoch milliseconds. */
function couldBeAnswered({ discord }: World, key: string, at: number): boolean {
  const asked = [...discord.book.interactions.values()].find((each) => key === `reply:${each.id}`);
  return asked?.answer !== undefined && !asked.diedEarly && at < asked.diesAt - 60_000;
}

/** Lines are made in the order of their conversation: the card, and its thread, come first. */
function isOutsideItsThread(
  { discord, store, chronicle }: World,
  { id }: PostedMessage,
  message: ShownMessage,
): boolean {
  const place = chronicle.newest.get(id)?.place;
  if (place?.in !== 'thread') return false;
  const card = store.get('message', place.under);
  return card?.threadId !== undefined && discord.book.threads.has(card.threadId) && message.channelId !== card.threadId;
}
