/** The limits of each person, counted in the store: ingress counts for each of its instances alone. */

import {
  type ButtonPressed,
  type CommandRequested,
  tooManyCommandsMessage,
  tooManyPressesMessage,
} from '@valine/contracts';
import { type Change, changeRecord, expiryOf, type Recent, recentWith } from '@valine/records';
import type { Interaction, Ports } from '../ports.ts';
import { type Answer, answerOnce } from '../replies/answer-once.ts';

/**
 * True if the command or the press was one too many; its asker is told. Costs as `isOneTooMany`, and nothing for a press
 * that the door does not call fast: all copies of it say the same.
 */
export async function refuseFlood(ports: Ports, interaction: Interaction): Promise<boolean> {
  const answer =
    interaction.type === 'command.requested'
      ? await refuseCommand(ports, interaction)
      : interaction.isFast && (await refusePress(ports, interaction));
  if (!answer) return false;
  await answerOnce(ports, interaction, answer);
  return true;
}

async function refuseCommand(ports: Ports, { command, person, id }: CommandRequested): Promise<Answer | undefined> {
  const { commandsPerMinute: perMinute } = ports.settings;
  const retryAt = await findRetryAt(ports, `${command} ${person.id}`, id);
  if (retryAt === undefined) return undefined;
  return { outcome: 'too_many_commands', message: tooManyCommandsMessage(command, { perMinute, retryAt }) };
}

/** All that one person presses counts together. */
async function refusePress(ports: Ports, { person, id }: ButtonPressed): Promise<Answer | undefined> {
  const { pressesPerMinute: perMinute } = ports.settings;
  const limit = { most: perMinute, windowMs: MINUTE_MS };
  const retryAt = await findRetryAt(ports, `press ${person.id}`, id, limit);
  if (retryAt === undefined) return undefined;
  return { outcome: 'too_many_presses', message: tooManyPressesMessage({ perMinute, retryAt }) };
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
