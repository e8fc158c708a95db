/** What the verifier's handlers are given: everything that is not pure. */
import type { Report, WorkflowRunState } from '@valine/contracts';
import type { GitHubSetUp, SettingsFact } from '@valine/doctor';
import type { GitHub, GitHubActions, RepositoryNames } from '@valine/github';
import type { Clock, Logger, Queues, WorkContext } from '@valine/lambda-kit';
import type { RecordStore, Tracking } from '@valine/records';
import type { TimeLeft } from './inspection-ports.ts';

export type IssueReader = Pick<GitHub, 'listOpenIssues' | 'findIssue'>;

/** `deadline`: epoch milliseconds at which the function ends; absent where none is known. */
export type CheckContext = Pick<WorkContext, 'waits'> & Partial<Pick<WorkContext, 'deadline'>>;

/**
 * Inspects a completed run of the tracking's current stage. `mayComeBack`: whether it may be inspected again for what
 * GitHub does not give now. If so, it is undefined while GitHub does not show yet what the run left.
 * @throws GitHubError while it may come back
 */
export type Inspect = (
  tracking: Tracking,
  run: WorkflowRunState,
  left: TimeLeft,
  mayComeBack: boolean,
) => Promise<Report | undefined>;

/** Loaded when it is first asked for: hardly any message needs it. */
export type SetUpPorts = {
  github: GitHubSetUp;
  /** What of them the checks look at. */
  settings: SettingsFact;
  /** Where GitHub's deliveries reach the stage. */
  webhookUrl: string;
};

export type Ports = {
  /** It reads plans and trackings; the dispatcher writes them. */
  store: Pick<RecordStore, 'find' | 'listTrackings'>;
  queues: Queues;
  github: IssueReader;
  actions: Pick<GitHubActions, 'findWorkflowRun' | 'listWorkflowRuns' | 'listJobs' | 'findGroupHolder'>;
  inspect: Inspect;
  setUp(): Promise<SetUpPorts>;
  /** File names of the workflows whose runs are tracked. */
  workflows: readonly string[];
  /** `owner/name` that `github` reads. */
  repository: string;
  names: Pick<RepositoryNames, 'isOurs'>;
  clock: Clock;
  logger: Logger;
};
