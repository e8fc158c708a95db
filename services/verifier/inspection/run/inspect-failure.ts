/** Finds out where and why a run failed: its failed job and step, and what annotations or the log say. */
import type { FailureFound } from '@valine/contracts';
import type { WorkflowJob } from '@valine/github';
import type { InspectionPorts, TimeLeft } from '../../shared/inspection-ports.ts';
import { decideAnnotations, decideFailedJob, decideLogTail, type FailedJob } from './decide-failure.ts';
import { ifAllowed } from './if-allowed.ts';

/** Enough for the lines before the error, and for the cleaning up after it. */
const LOG_BYTES = 32 * 1024;

const UNFAILED: readonly string[] = ['success', 'cancelled'];

type Ports = Pick<InspectionPorts, 'actions' | 'logger'>;
type Facts = { conclusion: string | null; jobs: readonly WorkflowJob[]; mask: (text: string) => string };

/** Undefined for a run that did not fail; one that somebody cancelled did not. At most two calls. @throws GitHubError while GitHub cannot be asked */
export async function inspectFailure(ports: Ports, facts: Facts, left: TimeLeft): Promise<FailureFound | undefined> {
  if (facts.conclusion === null || UNFAILED.includes(facts.conclusion)) return undefined;
  const failed = decideFailedJob(facts.jobs);
  if (failed === undefined) return { annotations: [] };
  return { ...placeOf(failed), ...(await findWhy(ports, failed.job, facts.mask, left)) };
}

function placeOf({ job, step }: FailedJob): Omit<FailureFound, 'annotations'> {
  const { name, url, id } = job;
  return { job: name, ...(step && { step: step.name }), ...(url !== '' && { url }), jobId: id };
}

type Why = Pick<FailureFound, 'annotations' | 'logTail'>;

async function findWhy(ports: Ports, { id }: WorkflowJob, mask: Facts['mask'], left: TimeLeft): Promise<Why> {
  const noted = await ifAllowed(ports.logger, () => ports.actions.listAnnotations(id, left()));
  const annotations = decideAnnotations(noted ?? [], mask);
  if (annotations.length > 0) return { annotations };
  const log = await ifAllowed(ports.logger, () => ports.actions.readLogTail(id, LOG_BYTES, left()));
  const logTail = log === undefined ? undefined : decideLogTail(mask(log));
  return { annotations, ...(logTail === undefined ? {} : { logTail }) };
}
