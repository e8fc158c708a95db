/** How the log names a command or button press: who asked for what, and where. */
import type { CommandInteraction, ComponentInteraction } from './interaction.ts';
import { personOf } from './origin.ts';

export type Sent = CommandInteraction | ComponentInteraction;

/** Discord's limit for a custom_id; a command's name is shorter. */
const MOST_CHARACTERS = 100;

export function interactionFields(sent: Sent) {
  const what = sent.type === 2 ? `/${sent.data.name}` : sent.data.custom_id;
  return {
    interactionId: sent.id,
    command: what.slice(0, MOST_CHARACTERS),
    personId: personOf(sent).id,
    channelId: sent.channel_id,
    ...(sent.guild_id && { guildId: sent.guild_id }),
  };
}

/** `audit` marks the lines that tell what was not done, which no record tells; they are written whatever LOG_LEVEL says. */
export function auditFields(sent: Sent) {
  return { audit: true, ...interactionFields(sent) };
}
