/** The only writer to Discord. */
export * from './create-notifier.ts';
export { EFFECT_ROWS as DISCORD_EFFECTS } from './effect-rows.ts';
