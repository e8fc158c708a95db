/** The kinds of records in which side effects on GitHub stand, from the intent to the outcome. */

import type { Plan } from './plan.ts';
import type { Tracking } from './tracking.ts';

export type EffectOwner = Plan | Tracking;
