/** A small, named breakage of the mechanism: the simulator must notice each of them. */

import type { Mix } from '../faults.ts';
import type { Family } from '../people/families.ts';

/** What stands exactly once in the file, and what is loaded in its place; nothing on disk changes. */
export type Edit = { file: string; replace: string; by: string };

export type Mutant = Edit & {
  name: string;
  /** What it would mean for people if this went unnoticed. */
  why: string;
  /** Where one place is not enough. */
  also?: readonly Edit[];
  /** Of the worlds in which it shows; those of plans and effects in turn, unless given. */
  family?: Family;
  /** A year of schedules, in place of a world of a family. */
  world?: 'year';
  /** Faults that are more common in these worlds than elsewhere. */
  odds?: Partial<Mix['odds']>;
  /** Worlds that are known to suffice, three times over; 30 unless given. */
  seeds?: number;
};
