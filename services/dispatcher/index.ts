/** The only writer to GitHub, and the keeper of runs: commands and events move them. */
export * from './dispatcher.ts';
export type { DispatcherSettings } from './ports.ts';
