/** Changes to the site from a sentence: what a command asks for, whether it may be, and the edit of the file. */
export * from './command/parse-ux-command.ts';
export * from './edit-section.ts';
export * from './unified-diff.ts';
export * from './ux-intent.ts';
export * from './values/check-intent.ts';
