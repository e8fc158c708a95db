/** Who is let in, and how the dispatcher knows that ingress did it: signed messages, and values locked on their way. */
export * from './admission.ts';
export * from './locked-value.ts';
