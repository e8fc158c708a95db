/** `plan.reconcile`: compares a plan with GitHub and reports what differs to the dispatcher. */
import type { IssueObservation, PlanObserved, PlanReconcile } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { entryOf, GiveUp, mapBounded, RetryLater } from '@valine/lambda-kit';
import { isPlanEnded, operationId, type Plan } from '@valine/records';
import { millisecondsLeft } from '../shared/asking-github.ts';
import type { TimeLeft } from '../shared/inspection-ports.ts';
import type { CheckContext, IssueReader, Ports } from '../shared/ports.ts';
import { blockersToRead, decideDifferences, type IssuesOnGitHub, openTasks } from './decide-differences.ts';
import { decideRetry, PATIENCE_MINUTES } from './decide-retry.ts';

/** Well below GitHub's 100 requests at a time, of which other functions need some. */
const CONCURRENCY = 5;

/**
 * The report says nothing (`issues: []`) when all is in line, so that its reader learns that too.
 * @throws RetryLater while GitHub cannot be asked; GiveUp after 30 minutes of it, or for a plan of another repository.
 */
export async function reconcilePlan(ports: Ports, message: PlanReconcile, context: CheckContext): Promise<void> {
  const { store, queues, clock, logger } = ports;
  const { id, planId } = message;
  const plan = await store.find('plan', planId);
  if (plan === undefined || isPlanEnded(plan)) {
    logger.info('nothing to reconcile: the plan is unknown or has ended', { id, planId });
    return;
  }
  const issues = await findDifferences(ports, plan, message, context);
  const observedAt = clock.now();
  const reports = partsOf(issues).map((part, index): PlanObserved => {
    const reportId = operationId(id, index === 0 ? 'observed' : `observed ${index}`);
    const asked = { answers: id, ...(message.ticket !== undefined && { ticket: message.ticket }) };
    return { type: 'plan.observed', id: reportId, planId, issues: part, observedAt, ...asked };
  });
  await queues.send('dispatch', reports.map(entryOf));
  logger.info('plan reconciled', { id, planId, tasks: openTasks(plan).length, differ: issues.length });
}

/** GitHub lets an issue have a hundred labels, and SQS bounds a message. */
const ISSUES_A_REPORT = 25;

function partsOf(issues: readonly IssueObservation[]): IssueObservation[][] {
  const count = Math.max(1, Math.ceil(issues.length / ISSUES_A_REPORT));
  return Array.from({ length: count }, (_, part) => issues.slice(part * ISSUES_A_REPORT, (part + 1) * ISSUES_A_REPORT));
}

/** Another repository's issues have the same numbers: comparing with those would end tasks for nothing. */
async function assertReadable({ names, repository }: Ports, plan: Plan): Promise<void> {
  if (await names.isOurs(plan.repository)) return;
  throw new GiveUp(
    `${plan.id} is a plan of ${plan.repository}, but GITHUB_REPOSITORY is ${repository}: end the run, or set it back.`,
  );
}

async function findDifferences(
  ports: Ports,
  plan: Plan,
  { requestedAt }: PlanReconcile,
  context: CheckContext,
): Promise<IssueObservation[]> {
  const { github, clock } = ports;
  try {
    await assertReadable(ports, plan);
    return decideDifferences(plan, await readIssues(github, plan, () => millisecondsLeft(context, clock.now())));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    const decision = decideRetry(error, requestedAt, clock.now(), context.waits);
    if (decision.kind === 'wait') throw new RetryLater(decision.seconds, error.message, { cause: error });
    if (decision.kind === 'give_up') throw new GiveUp(gaveUpReason(plan.id, error.message), { cause: error });
    throw error;
  }
}

/**
 * One list of the open issues with the label finds every issue that is in line; the rest are read one by one.
 * A single issue is read straight away. No call takes longer than there is time left. @throws GitHubError
 */
async function readIssues(github: IssueReader, plan: Plan, left: TimeLeft): Promise<IssuesOnGitHub> {
  const numbers = [...new Set([...openTasks(plan).map(({ number }) => number), ...blockersToRead(plan)])];
  const listed = numbers.length > 1 ? await github.listOpenIssues(plan.label, left()) : [];
  const inLine = new Map(listed.map((issue) => [issue.number, issue]));
  const others = numbers.filter((number) => !inLine.has(number));
  const found = await mapBounded(others, CONCURRENCY, (number) => github.findIssue(number, left()));
  const read = new Map(others.map((number, index) => [number, found[index]]));
  return new Map(numbers.map((number) => [number, inLine.get(number) ?? read.get(number)]));
}

function gaveUpReason(planId: string, problem: string): string {
  return `${planId} could not be checked for ${PATIENCE_MINUTES} minutes: ${problem} Ask for its status to check again.`;
}
