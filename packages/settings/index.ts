/** Every setting: one table that parsing, Pulumi, the local stack and the documentation read. */
export * from './parse-settings.ts';
export * from './queue-limits.ts';
export * from './resource-names.ts';
export * from './settings.ts';
