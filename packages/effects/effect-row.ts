/** What is said of a kind of effect to those who have to trust it: the row of docs/effects.md. */
export type EffectRow = {
  /** What tells it from every other effect, at the platform. */
  naturalKey: string;
  /** Where an earlier try is looked for. */
  lookup: string;
  /** Answers other than success that mean that it is there. */
  success: string;
  /** What at the platform stops a second one besides. */
  secondGuard: string;
};
