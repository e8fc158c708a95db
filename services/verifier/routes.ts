/** Who handles what: one line for each message of the verify queue. */
import type { VerifyMessage } from '@valine/contracts';
import { acknowledge } from './acknowledge.ts';
import type { CheckContext, Ports } from './ports.ts';
import { checkRun } from './run-check/handle.ts';

type MessageType = VerifyMessage['type'];
type Handler<T extends MessageType> = (
  ports: Ports,
  message: Extract<VerifyMessage, { type: T }>,
  context: CheckContext,
) => Promise<void>;

/** Nothing follows checks and workflows in this installation: GitHub sends them, and they are only acknowledged. */
export const routes: { [T in MessageType]: Handler<T> } = {
  'run.check': checkRun,
  'check_suite.changed': acknowledge,
  'workflow_run.changed': acknowledge,
  'workflow_job.changed': acknowledge,
};
