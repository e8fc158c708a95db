/** The chain of the audit: how an entry is bound to the one before it, read back, and verified. */
export * from './append.ts';
export * from './chain.ts';
export * from './filter.ts';
export * from './in-turn.ts';
export * from './linked-logins.ts';
export * from './read-back.ts';
export * from './select.ts';
export * from './verify.ts';
