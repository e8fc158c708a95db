/** Where and why a run failed: its failed job and step, and what annotations or the log say. */
import { cutLine } from '@valine/contracts';
import type { Annotation, WorkflowJob, WorkflowStep } from '@valine/github';

/** What stopped the run goes before what it stopped. */
const FAILED = ['failure', 'timed_out', 'startup_failure', 'action_required', 'cancelled'];

export type FailedJob = { job: WorkflowJob; step?: WorkflowStep };

/** Undefined where no job says so: a run can fail before its first one, over a mistake in the workflow file. */
export function decideFailedJob(jobs: readonly WorkflowJob[]): FailedJob | undefined {
  const job = firstFailed(jobs);
  if (job === undefined) return undefined;
  const step = firstFailed(job.steps);
  return { job, ...(step === undefined ? {} : { step }) };
}

function firstFailed<T extends { conclusion: string | null }>(all: readonly T[]): T | undefined {
  for (const how of FAILED) {
    const found = all.find(({ conclusion }) => conclusion === how);
    if (found !== undefined) return found;
  }
  return undefined;
}

const MOST_ANNOTATIONS = 5;
const MOST_ANNOTATION_CHARACTERS = 200;
/** What the runner notes at every step that failed: the step is known already. */
const SAYS_NOTHING = /^Process completed with exit code \d+\.?$/;

/** Failures first, then warnings; empty without a failure among them: then the log says more. */
export function decideAnnotations(annotations: readonly Annotation[], mask: (text: string) => string): string[] {
  const telling = annotations.filter(({ message }) => !SAYS_NOTHING.test(message.trim()));
  const failures = telling.filter(({ level }) => level === 'failure');
  if (failures.length === 0) return [];
  const warnings = telling.filter(({ level }) => level === 'warning');
  return [...failures, ...warnings]
    .slice(0, MOST_ANNOTATIONS)
    .map((one) => cutLine(mask(annotationText(one)), MOST_ANNOTATION_CHARACTERS));
}

/** `.github` is where the runner notes what belongs to no file. */
function annotationText({ path, line, message }: Annotation): string {
  if (path === '' || path === '.github') return message;
  return `${path}${line === undefined ? '' : `:${line}`}: ${message}`;
}

const MOST_LOG_CHARACTERS = 1200;
/** How the runner marks the line at which a step fails; cleaning up follows it, often at length. */
const ERROR = '##[error]';

/** Whole lines, at most 1,200 characters; undefined where nothing is left. `masked`: cut before, a secret would be half. */
export function decideLogTail(masked: string): string | undefined {
  const lines = masked.split('\n');
  const last = lines.findLastIndex((line) => line.startsWith(ERROR));
  const kept: string[] = [];
  let length = 0;
  for (const line of lines.slice(0, last === -1 ? lines.length : last + 1).reverse()) {
    length += line.length + 1;
    if (length > MOST_LOG_CHARACTERS + 1) break;
    kept.unshift(line);
  }
  const text = kept.join('\n').trim();
  return text === '' ? lastCharacters(masked) : text;
}

/** A single line that is longer than all that may be shown. Not `cutText`: the end of a log says why it failed. */
function lastCharacters(text: string): string | undefined {
  return text.trim().slice(-MOST_LOG_CHARACTERS).toWellFormed() || undefined;
}
