/** The only writer to Discord. */
export * from './create-notifier.ts';
