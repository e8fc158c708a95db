/** The catalogue of slash commands and buttons: plain data that every part reads. */
export * from './buttons.ts';
export * from './catalogue/index.ts';
export { UX_PROPERTIES } from './catalogue/ux-update.ts';
export * from './define-command.ts';
export * from './parse-options.ts';
export * from './registration.ts';
