/** The limit of each person and command, counted in the store: ingress counts for each of its instances alone. */

import { type CommandRequested, tooManyCommandsMessage } from '@valine/contracts';
import { type Change, changeRecord, expiryOf, type Recent, recentWith } from '@valine/records';
import type { Ports } from '../ports.ts';
import { answerOnce } from '../replies/answer-once.ts';

/** True if the command was one too many; its asker is told. Costs as `isOneTooMany`. */
export async function refuseFlood(ports: Ports, request: CommandRequested): Promise<boolean> {
  const { command, person, id } = request;
  const retryAt = await findRetryAt(ports, `${command} ${person.id}`, id);
  if (retryAt === undefined) return false;
  await answerOnce(ports, request, {
    outcome: 'too_many_commands',
    message: tooManyCommandsMessage(command, { perMinute: ports.settings.commandsPerMinute, retryAt }),
  });
  return true;
}

const MINUTE_MS = 60_000;

/**
 * `who` asks for what; `interactionId`: what they ask by. `most` within `windowMs`: as many commands as a person may give
 * in a minute. One read, and one write for what is allowed.
 */
export async function isOneTooMany(...given: Parameters<typeof findRetryAt>): Promise<boolean> {
  return (await findRetryAt(...given)) !== undefined;
}

/** When it may be asked for again, in epoch milliseconds; undefined for what is allowed now. */
async function findRetryAt(
  { store, clock, settings }: Pick<Ports, 'store' | 'clock' | 'settings'>,
  who: string,
  interactionId: string,
  { most, windowMs } = { most: settings.commandsPerMinute, windowMs: MINUTE_MS },
): Promise<number | undefined> {
  const limit = { id: who, interactionId, now: clock.now(), most, windowMs };
  return (await changeRecord(store, 'recent', who, (recent) => decideLimit(recent, limit))).verdict;
}

type Limit = { id: string; interactionId: string; now: number; most: number; windowMs: number };

/** The verdict is when it may be asked for again. `interactionId`: counted once, however often it comes. `now`: epoch milliseconds. */
function decideLimit(
  recent: Recent | undefined,
  { id, interactionId, now, most, windowMs }: Limit,
): Change<'recent', number | undefined> {
  const within = (recent?.entries ?? []).filter(({ at }) => at > now - windowMs);
  if (within.some((entry) => entry.id === interactionId)) return { verdict: undefined };
  // The one that has to be over first: a setting may allow fewer than it did.
  const oldest = within.at(-most);
  if (within.length >= most) return { verdict: (oldest?.at ?? now) + windowMs };
  const entries = [...within, { id: interactionId, at: now }];
  return { verdict: undefined, next: recentWith(recent, { id, entries, expiresAt: expiryOf(now) }) };
}
