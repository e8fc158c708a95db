/** Begins the work on one issue of an approved plan: its record, and the first of its effects. */
import type { TaskStart } from '@valine/contracts';
import { GitHubError } from '@valine/github';
import { flushOutbox, RetryLater } from '@valine/lambda-kit';
import { type Plan, type Task, taskId } from '@valine/records';
import { createOwner } from '../../effects/change-owner.ts';
import { toEffectRecords } from '../../effects/intend-effects.ts';
import { createCommit } from '../../effects/kinds/index.ts';
import { applyTaskChange } from '../../plans/tasks/handle.ts';
import type { Ports } from '../../ports.ts';
import { intentsOnIssue, taskRules } from '../record/task-rules.ts';
import { firstCommit, newTask, type Surroundings } from './decide.ts';
import { branchName, emptyRepositoryText, notBegunText } from './texts.ts';

/** While GitHub is away. */
const LATER_SECONDS = 30;

/**
 * Nothing begins once the plan has ended, or the issue was closed.
 * @throws RetryLater while GitHub is away; what it refuses is told on the task's line, and tried again until it is a dead letter
 */
export async function handleTaskStart(ports: Ports, { id: source, planId, number }: TaskStart): Promise<void> {
  const begun = await ports.store.find('task', taskId(planId, number));
  if (begun !== undefined) return flushOutbox(ports, begun);
  const plan = await ports.store.find('plan', planId);
  const line = plan?.tasks.find((task) => task.number === number);
  if (plan?.state !== 'in_progress' || line?.state !== 'started') return;
  const surroundings = await lookAround(ports, plan, line, source);
  const now = ports.clock.now();
  const task = newTask(plan, line, surroundings, now);
  const isAdopted = surroundings.open !== undefined;
  const intents = isAdopted
    ? intentsOnIssue(task)
    : [createCommit.intend('commit', firstCommit(line, surroundings.base, now))];
  const effects = toEffectRecords(task, source, intents, now, ports.deadline);
  await createOwner(ports, taskRules, { ...task, outbox: isAdopted ? taskRules.show(task) : [] }, effects);
}

async function lookAround(ports: Ports, plan: Plan, line: Task, source: string): Promise<Surroundings> {
  try {
    const found = await ports.lookups.pullRequestsOf(branchName(line));
    const { base } = await ports.lookups.findRepository();
    if (base === undefined) throw new NothingToBeginFrom(emptyRepositoryText(plan));
    return { base, open: found.find(({ state }) => state === 'open') };
  } catch (error) {
    if (error instanceof GitHubError && error.isTransient)
      throw new RetryLater(Math.max(LATER_SECONDS, error.retryAfterSeconds ?? 0), error.message, { cause: error });
    if (!(error instanceof GitHubError || error instanceof NothingToBeginFrom)) throw error;
    const trouble = notBegunText(error.message);
    await applyTaskChange(ports, source, { planId: plan.id, number: line.number, revision: 0, trouble });
    throw error;
  }
}

class NothingToBeginFrom extends Error {
  override name = 'NothingToBeginFrom';
}
