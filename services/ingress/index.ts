/** The door: verifies what comes from Discord and GitHub, translates it into our own messages, enqueues, answers. */
// Loaded when they are first needed, which takes as long as a disk does: whoever takes ingress as a whole has them at once.
import './discord/complete.ts';
import './discord/refused-messages.ts';

export * from './http.ts';
export * from './ingress.ts';
export * from './ports.ts';
