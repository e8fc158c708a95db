/** Who handles what: one line for each message of the verify queue. */
import type { VerifyMessage } from '@valine/contracts';
import { reconcilePlan } from './plans/reconcile-plan.ts';
import type { CheckContext, Ports } from './shared/ports.ts';
import { handleJobEvent, handleRunEvent, ignoreSuiteEvent } from './tracking/handle-event.ts';
import { pollTracking } from './tracking/poll-tracking.ts';

type MessageType = VerifyMessage['type'];
type Handler<T extends MessageType> = (
  ports: Ports,
  message: Extract<VerifyMessage, { type: T }>,
  context: CheckContext,
) => Promise<void>;

export const routes: { [T in MessageType]: Handler<T> } = {
  'plan.reconcile': reconcilePlan,
  'tracking.poll': pollTracking,
  'workflow_run.changed': handleRunEvent,
  'workflow_job.changed': handleJobEvent,
  'check_suite.changed': ignoreSuiteEvent,
};
