/** Whether GitHub's list of jobs may still catch up with the end of their run. */
import type { WorkflowRunInfo } from '@valine/github';

/** Its lists lag behind by seconds. A job that does not show its end by then never will. */
const LONGEST_LAG_MS = 120_000;

/** `run`: as GitHub has it now; undefined where it does not tell. `now`: epoch milliseconds. */
export function decideLag(run: Pick<WorkflowRunInfo, 'status' | 'updatedAt'> | undefined, now: number): boolean {
  return run?.status !== 'completed' || now - run.updatedAt < LONGEST_LAG_MS;
}
