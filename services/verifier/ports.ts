/** What the verifier's handlers are given: everything that is not pure. */
import type { GitHub } from '@valine/github';
import type { Clock, Logger, Queues, WorkContext } from '@valine/lambda-kit';
import type { RecordStore } from '@valine/runs';

export type IssueReader = Pick<GitHub, 'listOpenIssues' | 'findIssue'>;

/** `deadline`: epoch milliseconds at which the function ends; absent where it is known of none. */
export type CheckContext = Pick<WorkContext, 'waits'> & Partial<Pick<WorkContext, 'deadline'>>;

export type Ports = {
  /** It reads runs; the dispatcher writes them. */
  store: Pick<RecordStore, 'find'>;
  queues: Queues;
  github: IssueReader;
  /** `owner/name` that `github` reads. */
  repository: string;
  clock: Clock;
  logger: Logger;
};
