/** What a world of wishes in words is made of. */
import type { FromDescription } from '@valine/dispatcher/describe';
import type { Engine } from '../engine/engine.ts';
import type { SimModel } from '../platforms/sim-model.ts';
import type { SimStore } from '../platforms/sim-store.ts';

/** By the id of the reservation, which is that of its call: the day in which it was made, and its worst case. */
export type Reservations = Map<string, { day: string; nanoUsd: number }>;

export type BudgetWorld = {
  engine: Engine;
  store: SimStore;
  model: SimModel;
  reservations: Reservations;
  /** What each wish was told, once for each of its copies that came to an end. */
  told: Map<string, FromDescription[]>;
  /** Bodies of what was sent to people. */
  sent: unknown[];
  budgetUsd: number;
};
