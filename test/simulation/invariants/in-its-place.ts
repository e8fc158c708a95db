/** What is said stands where it belongs, unless that place is gone: answers with their question, lines in their thread. */
import type { PostedMessage } from '@valine/runs';
import type { ShownMessage } from '../platforms/discord/message-book.ts';
import type { World } from '../world.ts';
import { messagesOf } from './one-message.ts';

/** After these another place, or none, is right: credentials refused, channels gone, messages deleted by somebody. */
const EXCUSES = ['not-found', 'unauthorized'];

export function checkPlaces(world: World): void {
  const { engine, discord, store } = world;
  const excused = [...engine.coverage.cells().keys()].some((cell) => EXCUSES.some((fault) => cell.endsWith(fault)));
  if (excused || discord.book.messages.some(({ deleted }) => deleted)) return;
  for (const record of store.all()) if (record.kind === 'message') checkPlace(world, record);
}

function checkPlace(world: World, record: PostedMessage): void {
  const { report } = world.engine;
  if (record.parked !== undefined && /status 40[134]/.test(record.parked.reason))
    report('another way is tried before anything is parked', `${record.id}: ${record.parked.reason}`);
  for (const message of messagesOf(world, record.id)) {
    if (isBesideItsQuestion(world, record, message))
      report('an answer stands where it was asked for', `${record.id} was made as message ${message.id}`);
    if (isOutsideItsThread(world, record, message))
      report('a line stands in its thread', `${record.id} was made in channel ${message.channelId}`);
  }
}

/** Made as a message of its own while the interaction could be answered. */
function isBesideItsQuestion({ discord }: World, { id }: PostedMessage, message: ShownMessage): boolean {
  if (message.nonce === undefined) return false;
  const asked = [...discord.book.interactions.values()].find((each) => id === `reply:${each.id}`);
  if (asked?.answer === undefined || asked.diedEarly) return false;
  return message.timestamp < asked.diesAt - 60_000;
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
