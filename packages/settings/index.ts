/** Every setting: one table that parsing, Pulumi, the local stack and the documentation read. */
export * from './access-warnings.ts';
export * from './model-problems.ts';
export * from './nearest-name.ts';
export * from './needed-settings.ts';
export * from './parse-ingress-settings.ts';
export * from './parse-settings.ts';
export { SettingsError } from './parse-with.ts';
export * from './pulumi-settings.ts';
export * from './resource-names.ts';
export * from './settings.ts';
export * from './store-access.ts';
export type { CodingAgent, CodingAgents } from './values/coding-agents.ts';
export type { CommandAccess } from './values/command-access.ts';
export type { CustomCheck } from './values/custom-checks.ts';
export type { GitHubLogins } from './values/github-logins.ts';
export type { ModelPrice, ModelPrices } from './values/model-prices.ts';
export type { StepPatterns } from './values/step-patterns.ts';
export type { UxSection, UxSections } from './values/ux-sections.ts';
