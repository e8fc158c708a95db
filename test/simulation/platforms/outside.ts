/** How the world outside behaves, as a scenario says it. */

/** What workflow runs and the site do: drawn from the seed, always well, well and slow, or failing once before all is well. */
export type Outside = 'drawn' | 'well' | 'slow' | 'failing once';

/** Runs of workflows that were there before anybody did anything. */
export const EARLIER_RUNS = ['deployed', 'failed', 'going on', 'of another workflow'] as const;
export type EarlierRun = (typeof EARLIER_RUNS)[number];
