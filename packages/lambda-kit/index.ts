/** The edge every service shares; everything that touches AWS is under `@valine/lambda-kit/aws`. */
export { delayedBy, MAX_DELAY_SECONDS } from './delays.ts';
export * from './flush-outbox.ts';
export * from './log-unreadable.ts';
export type { Hide } from './masking/create-hide.ts';
export * from './masking/in-texts.ts';
export * from './masking/mask-secrets.ts';
export * from './parse-body.ts';
export * from './ports.ts';
export type { ChangeVisibility } from './put-back.ts';
export * from './record.ts';
export { GiveUp, RetryLater } from './settle.ts';
export * from './worker.ts';
export * from './worker.ts';
