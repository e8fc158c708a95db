/** Takes what its two queues bring to the handler it belongs to. */
import type { VerifyMessage } from '@valine/contracts';
import { createRepositoryNames, type GitHubLookups } from '@valine/github';
import { reconcilePlan } from './plans/reconcile-plan.ts';
import type { CheckContext, Ports } from './shared/ports.ts';
import { handleJobEvent, handleRunEvent } from './tracking/handle-event.ts';
import { pollTracking } from './tracking/poll-tracking.ts';

type Verifier = (message: VerifyMessage, context: CheckContext) => Promise<void>;

type Given = Omit<Ports, 'names'> & { lookups: Pick<GitHubLookups, 'repositoryId'> };

export function createVerifier({ lookups, ...given }: Given): Verifier {
  const ports: Ports = { ...given, names: createRepositoryNames(lookups, given.repository) };
  return (message, context) => route(ports, message.type, message, context);
}

/** The type of a message picks the handler that takes such messages; the type parameter lets TypeScript see it. */
function route<T extends VerifyMessage['type']>(
  ports: Ports,
  type: T,
  message: Extract<VerifyMessage, { type: T }>,
  context: CheckContext,
): Promise<void> {
  return routes[type](ports, message, context);
}

type MessageType = VerifyMessage['type'];
type Handler<T extends MessageType> = (
  ports: Ports,
  message: Extract<VerifyMessage, { type: T }>,
  context: CheckContext,
) => Promise<void>;

/** Who handles what: one line for each message of its queues. */
const routes: { [T in MessageType]: Handler<T> } = {
  'plan.reconcile': reconcilePlan,
  'tracking.poll': pollTracking,
  'set-up.check': async (ports, message) =>
    (await import('./set-up/check-set-up.ts')).checkSetUp(ports, await ports.setUp(), message),
  'workflow_run.changed': handleRunEvent,
  'workflow_job.changed': handleJobEvent,
};
