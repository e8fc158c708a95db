/** The door: verifies what comes from Discord and GitHub, translates it into our own messages, enqueues, answers. */
export * from './http.ts';
export * from './ingress.ts';
export * from './ports.ts';
