/** A message without its picture: the text alone, for channels where the bot may not attach files. */
import { CHART_ADDRESS, type MessageBody } from '../message-body.ts';

export function withoutChart({ chart: _, embeds, ...body }: MessageBody): MessageBody {
  return { ...body, embeds: embeds.map((embed) => (embed.image?.url === CHART_ADDRESS ? withoutImage(embed) : embed)) };
}

function withoutImage({ image: _, ...embed }: MessageBody['embeds'][number]): MessageBody['embeds'][number] {
  return embed;
}
