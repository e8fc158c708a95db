/** Which news of GitHub are told, where and when: pure decisions over rules and what happened. */
export * from './decide-notifications.ts';
export * from './happened-message.ts';
export * from './happening-of.ts';
export { quietUntil } from './quiet-until.ts';
export { ruleText, verdictText } from './rule-text.ts';
