/** The steps that a run is known for, by the words of their names; and whether it has done anything at all. */
import type { WorkflowJob, WorkflowStep } from './github-actions.ts';

/** Shown name → the words by one of which a step's name is recognised, in lower case. */
export type KnownSteps = Readonly<Record<string, readonly string[]>>;

/**
 * One whose name is the shown name or a word goes before one that only contains a word; of several, the last: it is the
 * try that counted. They are not added up: steps that share a word are seldom parts of one thing.
 */
export function findKnownStep(
  steps: readonly WorkflowStep[],
  shown: string,
  words: readonly string[],
): WorkflowStep | undefined {
  const names = [shown.toLowerCase(), ...words];
  return (
    steps.findLast(({ name }) => names.includes(name.trim().toLowerCase())) ??
    steps.findLast(({ name }) => words.some((word) => name.toLowerCase().includes(word)))
  );
}

/** `Post …` is how the runner calls what an action cleans up; it carries the name of the step it cleans up after. */
export function hasRun({ name, conclusion }: WorkflowStep): boolean {
  return conclusion !== null && conclusion !== 'skipped' && !name.startsWith('Post ');
}

/** What only prepares. */
const PREPARES = /build|compile|bundle|install|test/i;

/**
 * Whether a run that succeeded has done nothing: none of its known steps ran, or no more than a build, and what would
 * have followed was skipped. What an earlier attempt has done counts.
 */
export function hasDoneNothing(jobs: readonly WorkflowJob[], known: KnownSteps): boolean {
  const steps = jobs.flatMap((job) => job.steps);
  const names = Object.entries(known);
  const deeds = names.filter(([name, words]) => findKnownStep(steps.filter(hasRun), name, words) !== undefined);
  if (deeds.length === 0) return names.length > 0;
  const others = names.filter((name) => !deeds.includes(name));
  const skipped = steps.filter(({ conclusion }) => conclusion === 'skipped');
  const isLeftOut =
    jobs.some(({ conclusion }) => conclusion === 'skipped') ||
    others.some(([name, words]) => findKnownStep(skipped, name, words) !== undefined);
  return others.length > 0 && isLeftOut && deeds.every(([name]) => PREPARES.test(name));
}
