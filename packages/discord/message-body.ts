/** A message as Discord takes it, whole: what is left empty is emptied by an edit. */
import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';

export type MessageBody = {
  content: string;
  embeds: APIEmbed[];
  /** Absent: an edit leaves the buttons as they are. */
  components?: APIActionRowComponent<APIComponentInMessageActionRow>[];
};
