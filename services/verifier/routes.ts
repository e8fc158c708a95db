/** Who handles what: one line for each message of the verify queue. */
import type { VerifyMessage } from '@valine/contracts';
import { acknowledge } from './acknowledge.ts';
import { reconcilePlan } from './plans/handle.ts';
import type { CheckContext, Ports } from './ports.ts';
import { handleJobEvent, handleRunEvent } from './tracking/handle-event.ts';
import { pollTracking } from './tracking/handle-poll.ts';

type MessageType = VerifyMessage['type'];
type Handler<T extends MessageType> = (
  ports: Ports,
  message: Extract<VerifyMessage, { type: T }>,
  context: CheckContext,
) => Promise<void>;

/** Nothing follows check suites: a workflow's own events tell more. */
export const routes: { [T in MessageType]: Handler<T> } = {
  'plan.reconcile': reconcilePlan,
  'tracking.poll': pollTracking,
  'check_suite.changed': acknowledge,
  'workflow_run.changed': handleRunEvent,
  'workflow_job.changed': handleJobEvent,
};
