/** The parts of the edge that touch AWS, the process or the clock: for `lambda.ts` files alone. */

export * from '../masking/create-hide.ts';
export * from '../masking/redact.ts';
export * from '../metrics/metrics.ts';
export * from './create-logger.ts';
export * from './environment.ts';
export * from './from-sqs-event.ts';
export * from './lambda-handler.ts';
export * from './read-configuration.ts';
export * from './read-secrets.ts';
export * from './sqs-queues.ts';
export * from './system-clock.ts';
export * from './trace.ts';
export * from './valid-secret.ts';
