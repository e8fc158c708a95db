/** Finds out why a run was cancelled: GitHub tells it in what it notes at the job that it stopped. */
import type { Cancellation } from '@valine/contracts';
import type { Annotation, JobList } from '@valine/github';
import type { ActionsReader } from '../../shared/inspection-ports.ts';
import type { ReadEvidence } from './read-evidence.ts';

/** Undefined for a run that was not cancelled, and where GitHub does not tell why. At most one call. */
export async function inspectCancellation(
  actions: ActionsReader,
  conclusion: string | null,
  list: JobList | undefined,
  read: ReadEvidence,
): Promise<Cancellation | undefined> {
  const job = list?.jobs.find((each) => each.conclusion === 'cancelled' || each.conclusion === 'timed_out');
  if (conclusion !== 'cancelled' || job === undefined) return undefined;
  const noted = await read((withinMs) => actions.listAnnotations(job.id, withinMs));
  return decideCancellation(noted?.is ?? []);
}

const GROUP = /higher priority waiting request for '(.+)' exists/i;
const PERSON = /cancell?ed by @?([\w-]+(?:\[bot\])?)/i;
const TIME = /exceeded the maximum execution time(?:[^.]*?\b(\d+ ?(?:minutes?|hours?|[hm]\b)))?/i;

/** In GitHub's words, which it has changed before: what they do not say is not known. */
export function decideCancellation(annotations: readonly Pick<Annotation, 'message'>[]): Cancellation | undefined {
  for (const { message } of annotations) {
    const [, group] = GROUP.exec(message) ?? [];
    if (group !== undefined) return { because: 'newer_run', of: group };
    const time = TIME.exec(message);
    if (time !== null) return { because: 'time_out', ...(time[1] === undefined ? {} : { of: time[1] }) };
    const [, person] = PERSON.exec(message) ?? [];
    if (person !== undefined) return { because: 'person', of: person };
  }
  return undefined;
}
