/** One side effect, once: intend, look up, call, complete. */

export * from './attempt-effect.ts';
export * from './effect.ts';
export * from './effect.ts';
