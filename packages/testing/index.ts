/** Fakes and builders for tests. */
export * from './build-run.ts';
export * from './manual-clock.ts';
export * from './recording-logger.ts';
export * from './recording-queues.ts';
