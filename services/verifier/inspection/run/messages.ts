/** What is said of a run of which not everything could be read. */

export function logUnreadText(): string {
  return 'The log could not be read: GitHub, or the storage it keeps logs in, did not give it. Open the job to read it there.';
}

export function jobsUnreadText(): string {
  return 'The jobs of the run could not be read, so what ran in it, and for how long, is not known. Open the run to see them.';
}

/** `count`: how many were read. */
export function moreJobsText(count: number): string {
  return `The run has more jobs than the ${count} that were read, so others may have failed too. Open the run to see them all.`;
}
