/** `plan.reconcile`: compares a stored run with GitHub and reports what differs to the dispatcher. */
import type { PlanObserved, PlanReconcile } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { entryOf, GiveUp, RetryLater } from '@valine/lambda-kit';
import { isPlanEnded, operationId, type Plan } from '@valine/records';
import type { CheckContext, Ports } from '../ports.ts';
import { decideDifferences, openTasks } from './decide-differences.ts';
import { decideFailure, PATIENCE_MINUTES } from './decide-failure.ts';
import { seeIssues } from './see-issues.ts';

/** What is left to do then is one send, or one put-back, of 2 s at most each. */
const REPORTING_MS = 6000;

/**
 * The report says nothing (`issues: []`) when all is in line, so that its reader learns that too.
 * @throws RetryLater while GitHub cannot be asked; GiveUp after 30 minutes of it, or when the run is not ours to check.
 */
export async function reconcilePlan(ports: Ports, check: PlanReconcile, context: CheckContext): Promise<void> {
  const { store, queues, clock, logger } = ports;
  const plan = await store.find('plan', check.planId);
  if (plan === undefined || isPlanEnded(plan)) {
    logger.info('nothing to check: the run is unknown or has ended', { id: check.id, planId: check.planId });
    return;
  }
  assertReadable(plan, ports.repository);
  const issues = await observeIssues(ports, plan, check, context);
  const report: PlanObserved = {
    type: 'plan.observed',
    id: operationId(check.id, 'observed'),
    planId: plan.id,
    issues,
    observedAt: clock.now(),
  };
  await queues.send('dispatch', [entryOf(report)]);
  logger.info('run checked', { id: check.id, planId: plan.id, tasks: openTasks(plan).length, differ: issues.length });
}

/** Another repository's issues have the same numbers: comparing with those would end tasks for nothing. */
function assertReadable(plan: Plan, repository: string): void {
  if (plan.repository.toLowerCase() === repository.toLowerCase()) return;
  throw new GiveUp(
    `${plan.id} is a plan of ${plan.repository}, but GITHUB_REPOSITORY is ${repository}: end the run, or set it back.`,
  );
}

async function observeIssues(
  { github, clock }: Ports,
  plan: Plan,
  check: PlanReconcile,
  { waits, deadline }: CheckContext,
) {
  const numbers = openTasks(plan).map(({ number }) => number);
  const left = () => (deadline === undefined ? undefined : deadline - REPORTING_MS - clock.now());
  try {
    return decideDifferences(plan, await seeIssues(github, plan.label, numbers, left));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const decision = decideFailure(error, check.requestedAt, clock.now(), waits);
    if (decision.kind === 'wait') throw new RetryLater(decision.seconds, error.message, { cause: error });
    if (decision.kind === 'give_up') throw new GiveUp(gaveUpReason(plan.id, error.message), { cause: error });
    throw error;
  }
}

function gaveUpReason(planId: string, problem: string): string {
  return `${planId} could not be checked for ${PATIENCE_MINUTES} minutes: ${problem} Ask for its status to check again.`;
}
