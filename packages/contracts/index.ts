/** The messages our services exchange: the only thing two services share about each other. */
export * from './dispatch-message.ts';
export * from './effect-due.ts';
export * from './github-event.ts';
export * from './message.ts';
export * from './notification.ts';
export * from './outgoing.ts';
export * from './person.ts';
export * from './reply.ts';
export * from './verify-message.ts';
