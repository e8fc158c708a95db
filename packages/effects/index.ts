/** One side effect, once: intend, look, call, complete. */
export * from './effect.ts';
export * from './effect-row.ts';
export * from './run-effect.ts';
