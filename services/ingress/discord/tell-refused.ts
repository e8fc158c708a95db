/** Has the audit know what was refused at the door: once a minute of the same, with how many there were. Loaded when something is. */
import { OF_STRANGERS, signAdmission } from '@valine/admission';
import { findCommand, isHidden } from '@valine/commands';
import { cutLine, type InteractionRefused } from '@valine/contracts';
import type { DoorPorts } from '../ports.ts';
import {
  type CommandInteraction,
  type ComponentInteraction,
  personOf,
  placeOf,
  type SubmittedInteraction,
} from './interaction.ts';

type Sent = CommandInteraction | ComponentInteraction | SubmittedInteraction;

const APART_MS = 60_000;
/** More than a team can bring about: what has grown beyond it is a flood, and forgotten. */
const MOST_KEYS = 1_000;
/** UTF-16 units. The audit keeps as many. */
const MOST_SHOWN = 300;

/** Sends one message. The person is answered in any case: if it cannot be sent, the log has it. `now`: epoch milliseconds. */
export async function tellRefused(ports: DoorPorts, sent: Sent, reasonCode: string, now: number): Promise<void> {
  const alike = countAlike(ports.refused, keyOf(sent, reasonCode), now);
  if (alike === undefined) return;
  try {
    const message = refusedOf(sent, { reasonCode, alike, refusedAt: now });
    const key = await ports.admissionKey();
    const body = signAdmission(key, ports.hide(message), placeOf(sent));
    await ports.queues.send('dispatch', [{ body }]);
  } catch (error) {
    ports.logger.error('a refusal is not in the audit', { audit: true, interactionId: sent.id, reasonCode, error });
  }
}

/** How many like it were not told of since the last one; undefined where this one is not told of either. */
function countAlike(refused: DoorPorts['refused'], key: string, now: number): number | undefined {
  const last = refused.get(key);
  if (last !== undefined && now < last.at + APART_MS) {
    refused.set(key, { ...last, alike: last.alike + 1 });
    return undefined;
  }
  if (refused.size > MOST_KEYS) refused.clear();
  refused.set(key, { at: now, alike: 0 });
  return last?.alike ?? 0;
}

/** All strangers are one. */
function keyOf(sent: Sent, reasonCode: string): string {
  return OF_STRANGERS.includes(reasonCode) ? reasonCode : `${reasonCode} ${personOf(sent).id} ${whatOf(sent)}`;
}

function refusedOf(
  sent: Sent,
  about: Pick<InteractionRefused, 'reasonCode' | 'alike' | 'refusedAt'>,
): InteractionRefused {
  return {
    type: 'interaction.refused',
    id: sent.id,
    askedBy: ASKED_BY[sent.type],
    what: cutLine(whatOf(sent), MOST_SHOWN),
    options: optionsOf(sent),
    person: personOf(sent),
    channelId: sent.channel_id,
    ...(sent.guild_id && { guildId: sent.guild_id }),
    ...about,
  };
}

const ASKED_BY = { 2: 'command', 3: 'press', 5: 'window' } as const;

function whatOf(sent: Sent): string {
  return sent.type === 2 ? `/${sent.data.name}` : (sent.data.custom_id.split(':')[0] ?? '');
}

/** Values are cut; what is written in a window is not told, as it may be anything. */
function optionsOf(sent: Sent): Record<string, string> {
  if (sent.type !== 2) return { on: cutLine(sent.data.custom_id.split(':').slice(1).join(':'), MOST_SHOWN) };
  const command = findCommand(sent.data.name);
  const given = (sent.data.options ?? []).slice(0, 25);
  return Object.fromEntries(
    given.map(({ name, value = '' }) => [
      cutLine(name, MOST_SHOWN),
      isHidden(command, name) ? '***' : cutLine(String(value), MOST_SHOWN),
    ]),
  );
}
