/** The only writer to GitHub, and the keeper of runs: commands and events move them. */
export * from './dispatcher.ts';
export * from './effects/kinds/index.ts';
export { changePlan, type PlanStep } from './plans/record/change-plan.ts';
export type { DispatcherSettings, Ports as DispatcherPorts } from './ports.ts';
export { lateParts } from './test-late-parts.ts';
export { DECISION_SETTINGS, toDispatcherSettings } from './to-dispatcher-settings.ts';
