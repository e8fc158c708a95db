/** What is said of a run of which not everything could be read. */

export function logUnreadText(): string {
  return 'The log could not be read: GitHub, or the storage it keeps logs in, did not give it. Open the job to read it there.';
}

export function jobsUnreadText(): string {
  return 'The jobs of the run could not be read, so what ran in it, and for how long, is not known. Open the run to see them.';
}

/** `count`: how many were read. */
export function moreJobsText(count: number): string {
  return `The run has more jobs than the ${count} that were read. What became of the others is not known: open the run to see them all.`;
}

/** `names`: as the patterns call the steps. */
export function nothingDoneText(names: readonly string[]): string {
  return `None of its steps for ${names.join(', ')} ran, or no more than a build. See in the run why they were skipped; if they have other names there, have an operator set \`STEP_PATTERNS\`.`;
}
