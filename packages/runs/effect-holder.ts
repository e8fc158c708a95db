/** The kinds of records in which side effects on GitHub stand, from the intent to the outcome. */
import type { Tracking } from './follow.ts';
import type { Plan } from './run.ts';

export type EffectOwner = Plan | Tracking;
