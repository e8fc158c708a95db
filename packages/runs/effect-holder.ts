/** The kinds of records in which side effects on GitHub stand, from the intent to the outcome. */
import type { Follow } from './follow.ts';
import type { Run } from './run.ts';

export type EffectHolder = Run | Follow;
