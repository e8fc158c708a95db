/** Discord: its REST API, its limits, and the signature of its interactions. */
export * from './create-discord.ts';
export * from './discord-error.ts';
export * from './limits.ts';
export * from './message-body.ts';
export { renderMessage, threadName, withoutFiles } from './rendering/render-message.ts';
export type { EditedMessage, OpenedChannel, SeenMessage, SentMessage } from './rest/answers.ts';
export * from './set-up/create-discord-set-up.ts';
export * from './verify-interaction.ts';
