export {};
export * from './verify-interaction.ts';
