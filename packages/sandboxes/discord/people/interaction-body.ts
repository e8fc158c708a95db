/** The body of an interaction, as Discord sends it. */
import type { Interaction } from '@valine/discord-model';
import type { APIMessage } from 'discord-api-types/v10';
import { channelView } from '../state/channel-view.ts';
import type { DiscordState, Member } from '../state/state.ts';
import { guildMember } from '../state/users.ts';

/** What an app with this bot's few permissions has in the channel. */
const APP_PERMISSIONS = '2252349570007040';

export type CommandOption = {
  name: string;
  type: 3 | 4 | 5 | 6 | 10;
  value: string | number | boolean;
  focused?: true;
};

export type InteractionContent =
  | { type: 2 | 4; data: { id: string; name: string; type: 1; options: CommandOption[] } }
  | { type: 3; data: ComponentData; message: APIMessage }
  /** `message`: on which a button opened it; a command is on none. */
  | { type: 5; data: SubmittedData; message?: APIMessage };

/** What was written in a window. */
export type SubmittedData = {
  custom_id: string;
  components: { type: 18; id: number; component: { type: 4; id: number; custom_id: string; value: string } }[];
};

export type ComponentData =
  | { component_type: 2; custom_id: string; id: number }
  | { component_type: 3; custom_id: string; id: number; values: string[] };

export function interactionBody(
  state: DiscordState,
  interaction: Pick<Interaction, 'id' | 'token' | 'channelId'>,
  member: Member,
  content: InteractionContent,
) {
  return {
    app_permissions: APP_PERMISSIONS,
    application_id: state.applicationId,
    attachment_size_limit: 10_485_760,
    authorizing_integration_owners: { '0': state.guildId },
    channel: { ...channelView(state, interaction.channelId), permissions: '2222085186637376' },
    channel_id: interaction.channelId,
    context: 0,
    entitlements: [],
    entitlement_sku_ids: [],
    guild: { features: [], id: state.guildId, locale: 'en-US' },
    guild_id: state.guildId,
    guild_locale: 'en-US',
    id: interaction.id,
    locale: 'en-US',
    member: guildMember(state, member),
    token: interaction.token,
    version: 1,
    ...content,
    data: content.type === 3 || content.type === 5 ? content.data : withGuild(state, content.data),
  };
}

function withGuild(state: DiscordState, data: { id: string; name: string; type: 1; options: CommandOption[] }) {
  const { options, ...rest } = data;
  return { ...rest, guild_id: state.guildId, ...(options.length === 0 ? {} : { options }) };
}
