/** The limit of each person and command, counted in the store: ingress counts for each of its instances alone. */

import { type CommandRequested, tooManyCommandsMessage } from '@valine/contracts';
import { type Change, changeRecord, expiryOf, type Recent, recentWith } from '@valine/records';
import type { Ports } from '../ports.ts';
import { answerOnce } from '../replies/answer-once.ts';

/** True if the command was one too many; its asker is told. Costs as `isOneTooMany`. */
export async function refuseFlood(ports: Ports, request: CommandRequested): Promise<boolean> {
  const { command, person, id } = request;
  if (!(await isOneTooMany(ports, `${command} ${person.id}`, id))) return false;
  await answerOnce(ports, request, {
    outcome: 'too_many_commands',
    message: tooManyCommandsMessage(command, ports.settings.commandsPerMinute),
  });
  return true;
}

const MINUTE_MS = 60_000;

/**
 * `who` asks for what; `interactionId`: what they ask by. `most` within `windowMs`: as many commands as a person may give
 * in a minute. One read, and one write for what is allowed.
 */
export async function isOneTooMany(
  { store, clock, settings }: Pick<Ports, 'store' | 'clock' | 'settings'>,
  who: string,
  interactionId: string,
  { most, windowMs } = { most: settings.commandsPerMinute, windowMs: MINUTE_MS },
): Promise<boolean> {
  const limit = { id: who, interactionId, now: clock.now(), most, windowMs };
  const { verdict } = await changeRecord(store, 'recent', who, (recent) => decideLimit(recent, limit));
  return verdict === 'too many';
}

type Limit = { id: string; interactionId: string; now: number; most: number; windowMs: number };

/** `interactionId`: counted once, however often it comes. `now`: epoch milliseconds. */
function decideLimit(
  recent: Recent | undefined,
  { id, interactionId, now, most, windowMs }: Limit,
): Change<'recent', 'allowed' | 'too many'> {
  const within = (recent?.entries ?? []).filter(({ at }) => at > now - windowMs);
  if (within.some((entry) => entry.id === interactionId)) return { verdict: 'allowed' };
  if (within.length >= most) return { verdict: 'too many' };
  const entries = [...within, { id: interactionId, at: now }];
  return { verdict: 'allowed', next: recentWith(recent, { id, entries, expiresAt: expiryOf(now) }) };
}
