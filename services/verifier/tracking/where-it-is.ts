/** Which job and step a run is at, no longer than a record and a message have room for. */
import type { WorkflowRunState } from '@valine/contracts';

/** Names are whatever a workflow file says; a record may be 400 KB. */
const MOST_CHARACTERS = 200;

export function whereItIs(job: string | undefined, step: string | undefined): Pick<WorkflowRunState, 'job' | 'step'> {
  return {
    ...(job === undefined ? {} : { job: cut(job) }),
    ...(step === undefined ? {} : { step: cut(step) }),
  };
}

function cut(name: string): string {
  return name.length > MOST_CHARACTERS ? `${name.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…` : name;
}
