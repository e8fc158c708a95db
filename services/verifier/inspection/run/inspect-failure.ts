/** Finds out where and why a run failed, and by whom or what it was cancelled: its failed job and step, what annotations or the log say. */

import type { Cancellation, FailureFound } from '@valine/contracts';
import type { Annotation, JobList, WorkflowJob } from '@valine/github';
import type { ActionsReader } from '../../shared/inspection-ports.ts';
import { decideAnnotations, decideFailedJob, decideLogTail, type FailedJob } from './decide-failure.ts';
import * as say from './messages.ts';
import type { ReadEvidence } from './read-evidence.ts';

/** Enough for the lines before the error, and for the cleaning up after it. */
const LOG_BYTES = 32 * 1024;

const FAILED: readonly (string | null)[] = ['failure', 'timed_out', 'startup_failure', 'action_required'];

/** `list`: undefined where the jobs could not be read. */
type Facts = { conclusion: string | null; list: JobList | undefined; mask: (text: string) => string };

/** Undefined for a run that did not fail; one that somebody cancelled did not. At most two calls. */
export async function inspectFailure(
  actions: ActionsReader,
  { conclusion, list, mask }: Facts,
  read: ReadEvidence,
): Promise<FailureFound | undefined> {
  if (!FAILED.includes(conclusion)) return undefined;
  if (list === undefined) return { annotations: [], unread: say.jobsUnreadText() };
  const more = list.isWhole ? {} : { unread: say.moreJobsText(list.jobs.length) };
  const failed = decideFailedJob(list.jobs);
  if (failed === undefined) return { annotations: [], ...(isEarly(list) ? { early: true } : {}), ...more };
  return { ...placeOf(failed), ...more, ...(await findWhy(actions, failed.job, mask, read)) };
}

/** A mistake in the workflow file ends a run before its first job. */
function isEarly({ jobs, isWhole }: JobList): boolean {
  return isWhole && jobs.every(({ steps }) => steps.length === 0);
}

function placeOf({ job, step }: FailedJob): Omit<FailureFound, 'annotations'> {
  const { name, url, id } = job;
  return { job: name, ...(step && { step: step.name }), ...(url !== '' && { url }), jobId: id };
}

type Why = Pick<FailureFound, 'annotations' | 'logTail' | 'unread'>;

async function findWhy(
  actions: ActionsReader,
  { id }: WorkflowJob,
  mask: Facts['mask'],
  read: ReadEvidence,
): Promise<Why> {
  const noted = await read((withinMs) => actions.listAnnotations(id, withinMs));
  const annotations = decideAnnotations(noted?.is ?? [], mask);
  if (annotations.length > 0) return { annotations };
  const log = await read((withinMs) => actions.readLogTail(id, LOG_BYTES, withinMs));
  if (log === undefined) return { annotations, unread: say.logUnreadText() };
  const logTail = log.is === undefined ? undefined : decideLogTail(mask(log.is));
  return { annotations, ...(logTail === undefined ? {} : { logTail }) };
}

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
