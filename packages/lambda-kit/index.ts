/** The edge every service shares; everything that touches AWS is under `@valine/lambda-kit/aws`. */
export * from './failures.ts';
export * from './ports.ts';
export * from './worker.ts';
