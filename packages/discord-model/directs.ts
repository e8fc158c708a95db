/** Direct messages: one channel for each person, which is theirs and the bot's alone. */
import type { Direct, DiscordModel, Facts } from './model.ts';
import { refusals } from './refusals.ts';

/** Also with somebody who takes none: it is there, and cannot be written in. */
export function openDirect({ directs }: DiscordModel, { newId }: Pick<Facts, 'newId'>, personId: string): Direct {
  const known = directs.find((each) => each.personId === personId);
  if (known !== undefined) return known;
  const direct = { id: newId(), personId };
  directs.push(direct);
  return direct;
}

export function findDirect({ directs }: Pick<DiscordModel, 'directs'>, id: string): Direct | undefined {
  return directs.find((direct) => direct.id === id);
}

/** @throws Refusal 50007 */
export function assertTaken(model: Pick<DiscordModel, 'directs' | 'closed'>, channelId: string): void {
  const direct = findDirect(model, channelId);
  if (direct !== undefined && model.closed.includes(direct.personId)) throw refusals.cannotWriteToUser();
}
