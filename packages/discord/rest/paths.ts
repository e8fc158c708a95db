/** Where the endpoints are. Written out: the `Routes` of discord-api-types would add 90 KB to a function. */

const id = encodeURIComponent;

export const paths = {
  original: (applicationId: string, token: string) =>
    `/webhooks/${id(applicationId)}/${id(token)}/messages/@original` as const,
  messages: (channelId: string) => `/channels/${id(channelId)}/messages` as const,
  message: (channelId: string, messageId: string) => `/channels/${id(channelId)}/messages/${id(messageId)}` as const,
  threads: (channelId: string, messageId: string) =>
    `/channels/${id(channelId)}/messages/${id(messageId)}/threads` as const,
  commands: (applicationId: string, guildId?: string) =>
    `/applications/${id(applicationId)}${guildId === undefined ? '' : (`/guilds/${id(guildId)}` as const)}/commands` as const,
};
