/** What a message tells of the interaction it answers. */
import type { APIMessageInteractionMetadata } from 'discord-api-types/v10';
import type { DiscordState, Interaction } from './state.ts';
import { userOf } from './users.ts';

export function interactionMetadata(state: DiscordState, interaction: Interaction): APIMessageInteractionMetadata {
  const member = state.members.find((each) => each.id === interaction.memberId);
  if (member === undefined) throw new Error(`Interaction ${interaction.id} is of nobody on this server.`);
  const common = {
    id: interaction.id,
    user: userOf(member),
    authorizing_integration_owners: { 0: state.guildId },
    ...(interaction.originalId === undefined ? {} : { original_response_message_id: interaction.originalId }),
  };
  return interaction.pressedOn === undefined
    ? { ...common, type: 2 }
    : { ...common, type: 3, interacted_message_id: interaction.pressedOn };
}
