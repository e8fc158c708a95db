/** Discord's rules over plain data, for the fake in memory, the sandbox and the simulation; time and ids are handed in. */

export { ANSWER_WITHIN_MS, DISCORD_LIMITS, EPHEMERAL, TOKEN_LIFE_MS } from '@valine/discord';
export * from './directs.ts';
export * from './fake-discord.ts';
export * from './in-process.ts';
export * from './interactions.ts';
export * from './message-files.ts';
export * from './messages.ts';
export * from './model.ts';
export * from './refusals.ts';
export * from './threads.ts';
