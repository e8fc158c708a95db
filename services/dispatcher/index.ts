/** The only writer to GitHub, and the keeper of runs: commands and events move them. */
export * from './dispatcher.ts';
export * from './effects/index.ts';
export type { DispatcherSettings, Ports as DispatcherPorts } from './ports.ts';
export { changePlan, type PlanStep } from './run-change/change-run.ts';
