/** Discord for tests. */
export * from './fake-discord.ts';
