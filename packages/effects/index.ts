/** One side effect, once: intend, look, call, complete. */
export * from './effect.ts';
export * from './run-effect.ts';
