/** Every mutant there is. */
import type { Mutant } from './mutant.ts';
import { DISPATCHER_MUTANTS } from './of-dispatcher.ts';
import { EDGE_MUTANTS } from './of-edge.ts';
import { EFFECT_MUTANTS } from './of-effects.ts';
import { GITHUB_MUTANTS } from './of-github.ts';
import { NOTIFIER_MUTANTS } from './of-notifier.ts';
import { RECORD_MUTANTS } from './of-records.ts';
import { FOLLOW_MUTANTS } from './of-trackings.ts';
import { VERIFIER_MUTANTS } from './of-verifier.ts';

export const MUTANTS: readonly Mutant[] = [
  ...EFFECT_MUTANTS,
  ...GITHUB_MUTANTS,
  ...NOTIFIER_MUTANTS,
  ...DISPATCHER_MUTANTS,
  ...EDGE_MUTANTS,
  ...FOLLOW_MUTANTS,
  ...VERIFIER_MUTANTS,
  ...RECORD_MUTANTS,
];
