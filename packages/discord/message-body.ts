/** A message as Discord takes it, whole: what is left empty is emptied by an edit. */
import type { Chart, Message } from '@valine/contracts';
import type { APIActionRowComponent, APIComponentInMessageActionRow, APIEmbed } from 'discord-api-types/v10';

/** The file a chart is attached as; an embed refers to it by this address. */
export const CHART_FILE = 'chart.png';
export const CHART_ADDRESS = `attachment://${CHART_FILE}`;

/** The flag of a message that one person sees. */
export const EPHEMERAL = 64;

export type MessageBody = {
  content: string;
  embeds: APIEmbed[];
  /** Absent: an edit leaves the buttons as they are. */
  components?: APIActionRowComponent<APIComponentInMessageActionRow>[];
  /** Drawn and attached when it is sent. Absent: an edit takes an earlier picture away. */
  chart?: Chart;
  /** Attached when it is sent. Absent: an edit takes an earlier one away. */
  file?: NonNullable<Message['file']>;
  /** Whom it notifies; nobody where absent. */
  pings?: NonNullable<Message['pings']>;
  /** Id of the message that a new one answers, in the same channel. */
  replyTo?: string;
};
