/** What the jobs of a deploy tell: how long it and its known steps took, and whether it deployed anything at all. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import type { JobList } from '@valine/github';
import { hasDoneNothing, ownJobs, secondsOfJobs } from '@valine/github/jobs';
import type { StepPatterns } from '@valine/settings';
import { decideSteps } from '../run/decide-report.ts';
import * as say from '../run/messages.ts';

type FoundOfRun = Pick<Report, 'conclusion' | 'seconds' | 'steps' | 'nothingDone' | 'problem'>;

/** `list`: undefined where the jobs could not be read. `since`: when the attempt began; undefined where that is not known. */
export function decideRun(
  { conclusion }: Pick<WorkflowRunState, 'conclusion'>,
  list: JobList | undefined,
  since: number | undefined,
  patterns: StepPatterns,
): FoundOfRun {
  const own = since === undefined ? [] : ownJobs(list?.jobs ?? [], since);
  const seconds = list?.isWhole ? secondsOfJobs(own) : null;
  const deed = conclusion === 'success' ? decideDeed(list, patterns) : {};
  return { conclusion, seconds, steps: decideSteps(own, patterns), ...deed };
}

/** Nothing is taken to be deployed of which no step was seen to run. */
function decideDeed(list: JobList | undefined, patterns: StepPatterns): Pick<Report, 'nothingDone' | 'problem'> {
  if (list === undefined) return { problem: say.jobsUnreadText() };
  if (!hasDoneNothing(list.jobs, patterns)) return {};
  if (!list.isWhole) return { problem: say.moreJobsText(list.jobs.length) };
  return { nothingDone: true, problem: say.nothingDoneText(Object.keys(patterns)) };
}
