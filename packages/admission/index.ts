/** Who is let in, and how the dispatcher knows that ingress did it: access, signed messages, values locked on their way. */
export * from './access.ts';
export * from './admission.ts';
export * from './command-access-problems.ts';
export { deriveKey, deriveKeys } from './derive-key.ts';
export * from './locked-value.ts';
export * from './signature.ts';
