/** Runs agree with GitHub, and nothing is called done that GitHub never showed. */

import type { CheckVerdict, Report, WorkflowRunState } from '@valine/contracts';
import { isTaskEnded, isTrackingEnded, type Plan, type Stage, type Task, type Tracking } from '@valine/records';
import type { RunPlan } from '../platforms/github/actions/run-plan.ts';
import type { Version } from '../platforms/github/issue-book.ts';
import type { World } from '../world.ts';
import { runsOf, trackingsOf } from './one-message.ts';

/** GitHub's lists may be as old as this when a plan is made from one. */
const LIST_LAG_MS = 10_000;

export function checkAgreement(world: World): void {
  for (const plan of runsOf(world)) {
    for (const task of plan.tasks) {
      const history = world.github.issues.history(task.number);
      if (isTaskEnded(task)) checkObserved(world, plan, task, history);
      else if (isOpenPlan(plan) && !isReady(history.at(-1), plan.label))
        world.engine.report('runs agree with GitHub', `${plan.id}: #${task.number} is ${task.state}`);
    }
  }
}

function isOpenPlan({ state }: Plan): boolean {
  return state === 'pending' || state === 'in_progress';
}

/** Some state that the issue had while the run was there explains how its task ended. */
function checkObserved({ engine }: World, plan: Plan, task: Task, history: readonly Version[]): void {
  if (task.note === 'left open') return;
  const since = plan.requestedAt - LIST_LAG_MS;
  const seen = history.filter((_, index) => (history[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= since);
  const explains =
    task.state === 'merged' ? isDone : (version: Version) => !isReady(version, plan.label) && !isDone(version);
  if (!seen.some(explains))
    engine.report('nothing is told that was not observed', `${plan.id}: #${task.number} ${task.state} (${task.note})`);
}

function isDone({ issue }: Version): boolean {
  return issue?.state === 'closed' && issue.stateReason === 'completed';
}

function isReady(version: Version | undefined, label: string): boolean {
  return version?.issue?.state === 'open' && version.issue.labels.includes(label);
}

/** The longest that a look waits, with what may come between. */
const TOLD_WITHIN_MS = 15 * 60_000;

export function checkTrackingsAgree(world: World): void {
  for (const tracking of trackingsOf(world).filter(isTrackingEnded)) {
    const begun = tracking.stages.slice(0, tracking.stage + 1);
    for (const stage of begun) {
      if (stage.run !== undefined && stage.report !== undefined)
        checkReport(world, tracking, stage, stage.run, stage.report);
      if (stage.problem === 'timed_out') checkTimeOut(world, tracking, stage);
    }
    checkState(world, tracking, begun);
  }
}

function checkState({ engine }: World, { id, state, stages }: Tracking, begun: readonly Stage[]): void {
  const disagrees = (says: string) => engine.report('a tracking ends as its runs did', `${id} is ${state}: ${says}`);
  const last = begun.at(-1)?.run;
  const allOk = begun.length === stages.length && begun.every(({ report }) => report?.verdict === 'ok');
  if ((state === 'succeeded') !== allOk) disagrees(begun.map(({ report }) => report?.verdict ?? 'no report').join());
  if (state === 'cancelled' && last?.conclusion !== 'cancelled') disagrees(String(last?.conclusion));
  if (state === 'failed' && begun.some(({ report }) => report === undefined)) disagrees('nothing was looked into');
}

function checkReport(world: World, tracking: Tracking, stage: Stage, run: WorkflowRunState, report: Report): void {
  const { engine, github, web } = world;
  const disagrees = (says: string) =>
    engine.report('a report says what there is', `${tracking.id}, ${run.id}: ${says}`);
  const ended = github.workflows.history
    .of(run.id)
    .find(({ info }) => info.attempt === run.attempt && info.status === 'completed')?.info;
  if (ended === undefined) {
    disagrees(`attempt ${run.attempt} has not ended`);
    return;
  }
  if (ended.conclusion !== run.conclusion || report.conclusion !== run.conclusion)
    disagrees(`it ended in ${ended.conclusion}, not ${run.conclusion}, ${report.conclusion}`);
  if (stage.correlationId !== undefined && !ended.displayTitle.includes(stage.correlationId)) disagrees('is not ours');
  if (stage.kind === 'diagnose') checkDiagnosis(world, run, report, disagrees);
  else if (report.verdict === 'ok' && !web.wellAt.some((at) => at >= (stage.beganAt ?? 0)))
    disagrees('the site was never seen to be well');
  engine.coverage.sometimes(`a ${stage.kind} was ${report.verdict}`);
}

function checkDiagnosis(world: World, run: WorkflowRunState, report: Report, disagrees: (says: string) => void) {
  const { workflows } = world.github;
  const { verdict } = report;
  const truth = verdictOf(run.conclusion, workflows.plans.get(`${run.id}/${run.attempt}`));
  if (verdict === 'ok' && truth !== 'ok') disagrees(`it is called ok and is ${truth}`);
  else if (verdict !== truth && !isUnread(report) && !isExcused(world))
    disagrees(`it is called ${verdict} and is ${truth}`);
}

function verdictOf(conclusion: string | null, plan: RunPlan | undefined): CheckVerdict {
  if (conclusion !== 'success') return 'bad';
  if (plan?.summary === 'failing check') return 'bad';
  return plan?.summary === 'ok' ? 'ok' : 'unknown';
}

/** It has ended, and what it found out could not be read for as long as that is waited for: it is told so. */
function isUnread({ verdict, problem = '' }: Report): boolean {
  return verdict === 'unknown' && problem.includes('could not be read');
}

/** Where GitHub refuses what it should not, not everything can be read. */
function isExcused({ engine }: World): boolean {
  return [...engine.coverage.cells().keys()].some((cell) => /not-found|unauthorized/.test(cell));
}

/** Who was given up in time that was calm had not ended long before. */
function checkTimeOut(world: World, { id, deadline }: Tracking, { run, correlationId }: Stage): void {
  const { engine, github, chronicle } = world;
  const runs = github.repository.runs.filter(
    (each) => each.id === run?.id || (correlationId !== undefined && each.displayTitle.includes(correlationId)),
  );
  for (const { id: runId, status, updatedAt } of runs) {
    const early = status === 'completed' && Math.max(updatedAt, chronicle.calmSince) < deadline - TOLD_WITHIN_MS;
    if (early && !isExcused(world)) engine.report('what has ended in time is told', `${id}: run ${runId}`);
  }
}
