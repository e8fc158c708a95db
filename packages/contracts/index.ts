/** The messages our services exchange, and how texts in them are written: the only things services share about each other. */
export * from './dispatch-message.ts';
export * from './effect-due.ts';
export * from './github-event.ts';
export * from './message.ts';
export * from './notification.ts';
export * from './outgoing.ts';
export * from './person.ts';
export * from './plan-due.ts';
export * from './reply.ts';
export * from './report.ts';
export * from './run-head.ts';
export * from './texts/ago-text.ts';
export * from './texts/cut-text.ts';
export * from './texts/plain-text.ts';
export * from './texts/too-many-commands-message.ts';
export * from './tracking-message.ts';
export * from './verify-message.ts';
