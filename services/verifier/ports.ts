/** What the verifier's handlers are given: everything that is not pure. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import type { GitHub, GitHubActions } from '@valine/github';
import type { Clock, Logger, Queues, WorkContext } from '@valine/lambda-kit';
import type { RecordStore, Tracking } from '@valine/records';

export type IssueReader = Pick<GitHub, 'listOpenIssues' | 'findIssue'>;

/** `deadline`: epoch milliseconds at which the function ends; absent where it is known of none. */
export type CheckContext = Pick<WorkContext, 'waits'> & Partial<Pick<WorkContext, 'deadline'>>;

/**
 * Looks into a completed run of the tracking's current stage; undefined while GitHub does not show yet what it left behind.
 * `millisecondsLeft` gives undefined where no deadline is known. @throws GitHubError
 */
export type Inspect = (
  tracking: Tracking,
  run: WorkflowRunState,
  millisecondsLeft: () => number | undefined,
) => Promise<Report | undefined>;

export type Ports = {
  /** It reads runs and follows; the dispatcher writes them. */
  store: Pick<RecordStore, 'find' | 'listTrackings'>;
  queues: Queues;
  github: IssueReader;
  actions: Pick<GitHubActions, 'findWorkflowRun' | 'listWorkflowRuns' | 'listJobs'>;
  inspect: Inspect;
  /** File names of the workflows whose runs are followed. */
  workflows: readonly string[];
  /** `owner/name` that `github` reads. */
  repository: string;
  clock: Clock;
  logger: Logger;
};
