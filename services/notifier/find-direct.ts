/** Finds the channel in which a person is written to, and remembers who cannot be. */
import { GiveUp } from '@valine/lambda-kit';
import { expiryOf, type PostedMessage } from '@valine/records';
import type { Step } from './decide-step.ts';
import { newRecord, parkMessage } from './message-journal.ts';
import { notShownMessage } from './operator-messages.ts';
import { findEarlierRecord, performStep, type Showing, type Work } from './write-message.ts';

/** Discord asks not to try again and again; people may open what they have closed. */
const REMEMBERED_MS = 24 * 3_600_000;

/** The record is another one than before where the person is known to take no direct messages: the next step is another then. */
type Place = { record: PostedMessage; directChannelId?: string | undefined };

/** One read, and for the first message to a person one call and two writes. Where nothing is said instead, it is always tried, but for one of many. @throws GiveUp */
export async function findDirect(
  work: Work,
  { personId }: Extract<Step, { do: 'find-direct' }>,
  record: PostedMessage,
  showing: Showing,
): Promise<Place> {
  const { place } = showing.notification;
  const id = keyOf(personId);
  const known = (await work.store.find('message', id)) ?? newRecord({ key: id, place });
  const { directRefused, channelId } = known;
  const isRecent = directRefused !== undefined && work.clock.now() - directRefused.at < REMEMBERED_MS;
  const isLeft = place.in === 'direct' && (place.instead !== undefined || place.isOneOfMany === true);
  if (isRecent && isLeft) return { record: { ...record, directRefused } };
  const person = directRefused === undefined ? known : await noteDirect(work, known, undefined);
  if (channelId !== undefined) return { record, directChannelId: channelId };
  const opened = await performStep(work, { do: 'open-direct', personId }, { record: person }, showing);
  if (opened?.outcome?.kind === 'direct-unopened') {
    const { reason } = opened.outcome;
    // A copy of what waits already.
    const earlier = await findEarlierRecord(work, record);
    if (earlier !== undefined) return { record: earlier };
    await parkMessage(work, record, showing.notification, reason);
    throw new GiveUp(notShownMessage(record.id, reason));
  }
  const refused = opened?.record.directRefused;
  if (refused !== undefined) return { record: { ...record, directRefused: refused } };
  return { record, directChannelId: opened?.record.channelId };
}

/** Their next message goes elsewhere at once, for a day. What is not noted is tried once more. */
export async function noteRefused(work: Work, personId: string, { directRefused }: PostedMessage): Promise<void> {
  const known = await work.store.find('message', keyOf(personId));
  if (known !== undefined) await noteDirect(work, known, directRefused);
}

async function noteDirect(
  { store, clock }: Work,
  { directRefused: _, ...known }: PostedMessage,
  directRefused: PostedMessage['directRefused'],
): Promise<PostedMessage> {
  const next = { ...known, version: known.version + 1, expiresAt: expiryOf(clock.now()) };
  const noted = directRefused === undefined ? next : { ...next, directRefused };
  const written = known.version > 0 && (await store.replace(known, noted)) === 'replaced';
  return written ? noted : known;
}

function keyOf(personId: string): string {
  return `direct-to:${personId}`;
}
