/** Runs agree with GitHub, and nothing is called done that GitHub never showed. */

import type { CheckVerdict, Report, WorkflowRunState } from '@valine/contracts';
import { checkRunsOf, getPullRequest, isBehind, isEmptyPull, opinionsOn, stateOfCheck } from '@valine/github-model';
import {
  isAgentsWork,
  isTaskEnded,
  isTrackingEnded,
  type Plan,
  type Stage,
  type Task,
  type TaskRecord,
  type Tracking,
  taskId,
} from '@valine/records';
import type { RunPlan } from '../platforms/github/actions/run-plan.ts';
import type { Version } from '../platforms/github/issue-book.ts';
import type { World } from '../world.ts';
import { isApprovedNow } from './github/agents-at-work.ts';
import { isSkipped } from './github/comments.ts';
import { hasOtherEyes } from './identity/four-eyes.ts';
import { runsOf, tasksOf, trackingsOf } from './one-message.ts';

/** GitHub's lists may be as old as this when a plan is made from one. */
const LIST_LAG_MS = 10_000;

export function checkAgreement(world: World): void {
  const begun = new Set(tasksOf(world).map(({ id }) => id));
  for (const plan of runsOf(world)) {
    for (const task of plan.tasks) {
      // The work on it has taken the label off, in this plan or in the one before.
      const hasBegun = begun.has(taskId(plan.id, task.number)) || task.carried !== undefined;
      const label = hasBegun ? undefined : plan.label;
      const history = world.github.issues.history(task.number);
      if (isTaskEnded(task)) checkObserved(world, plan, task, history);
      else if (isOpenPlan(plan) && !isReady(history.at(-1), label))
        world.engine.report('runs agree with GitHub', `${plan.id}: #${task.number} is ${task.state}`);
    }
  }
}

function isOpenPlan({ state }: Plan): boolean {
  return state === 'pending' || state === 'in_progress';
}

/** Some state that the issue had while the run was there explains how its task ended. */
function checkObserved(world: World, plan: Plan, task: Task, history: readonly Version[]): void {
  if (['left open', 'not today'].includes(task.note ?? '') || isMerged(world, task) || isSkipped(task)) return;
  const since = plan.requestedAt - LIST_LAG_MS;
  const seen = history.filter((_, index) => (history[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= since);
  const explains =
    task.state === 'merged' ? isDone : (version: Version) => !isReady(version, plan.label) && !isDone(version);
  if (!seen.some(explains))
    world.engine.report(
      'nothing is told that was not observed',
      `${plan.id}: #${task.number} ${task.state} (${task.note})`,
    );
}

function isMerged({ github }: World, { note, pullRequest }: Task): boolean {
  if (note !== 'merged' || pullRequest === undefined) return false;
  return getPullRequest(github.repository.model, pullRequest.number).pullRequest.merged;
}

function isDone({ issue }: Version): boolean {
  return issue?.state === 'closed' && issue.stateReason === 'completed';
}

function isReady(version: Version | undefined, label: string | undefined): boolean {
  const issue = version?.issue;
  return issue?.state === 'open' && (label === undefined || issue.labels.includes(label));
}

/** A task says how its pull request stands, and the line of an open plan what the task says. */
export function checkTasksAgree(world: World): void {
  const { engine, github } = world;
  const plans = new Map(runsOf(world).map((plan) => [plan.id, plan]));
  for (const task of tasksOf(world)) {
    const { id, planId, issue, pullRequest, seen } = task;
    const plan = plans.get(planId);
    const line = plan?.tasks.find(({ number }) => number === issue.number);
    const disagrees = (says: string) => engine.report('tasks agree with GitHub', `${id}: ${says}`);
    if (plan === undefined || line === undefined) continue;
    checkTask(world, plan, line, task, disagrees);
    if (!isOpenPlan(plan) || pullRequest === undefined) continue;
    const { state, pullRequest: pull } = getPullRequest(github.repository.model, pullRequest.number);
    const truth = pull.merged ? 'merged' : state === 'closed' ? 'closed' : pull.draft ? 'draft' : 'ready';
    if (line.pullRequest?.number !== pullRequest.number) disagrees(`its line shows ${line.pullRequest?.number}`);
    if (isTaskEnded(line)) continue;
    if ((seen?.is ?? 'draft') !== truth) disagrees(`it is ${truth}, and known as ${seen?.is}`);
    if ((line.state === 'ready') !== (truth === 'ready')) disagrees(`it is ${truth}, and its line ${line.state}`);
    engine.coverage.sometimes(`the pull request of a task is ${truth}`);
    const turn = turnOf(world, task);
    if (seen !== undefined && line.turn?.of !== turn) disagrees(`it is the turn of ${turn}, not ${line.turn?.of}`);
    engine.coverage.sometimes(`it is the turn of: ${turn}`);
  }
}

/** Where no webhook is lost nobody has to ask whose turn it is: before anybody asks, the line of each task tells it. */
export function checkTurnsAreHeard(world: World): void {
  const { engine } = world;
  const cells = [...engine.coverage.cells().keys()];
  if (cells.some((cell) => /webhook-lost|not-found|unauthorized/.test(cell))) return;
  for (const plan of runsOf(world).filter(isOpenPlan))
    for (const { number, pullRequest, state, turn } of plan.tasks) {
      const task = world.store.get('task', taskId(plan.id, number));
      if (task === undefined || pullRequest === undefined || isTaskEnded({ state })) continue;
      // GitHub tells nobody that a base has moved.
      const truth = turnOf(world, task, world.branches === undefined);
      if (turn?.of !== truth && !turn?.why.some(({ is }) => is === 'behind'))
        engine.report('whose turn it is is heard', `${plan.id} #${number}: ${turn?.of}, not ${truth}`);
      engine.coverage.sometimes('whose turn it is was heard');
      if (pullRequest.isAdopted) engine.coverage.sometimes(`whose turn it is with an adopted pull request: ${truth}`);
    }
}

/** As nobody asks for reviews but people, and nothing conflicts. */
function turnOf({ github, agents, fourEyes }: World, task: TaskRecord, seesBase = true): string {
  const { model } = github.repository;
  const number = task.pullRequest?.number ?? 0;
  const pull = getPullRequest(model, number);
  const { draft, headSha, base, reviewers = [] } = pull.pullRequest;
  if (pull.state === 'closed' || draft || isEmptyPull(model, pull)) return 'author';
  if (seesBase && model.protections[base]?.upToDate && isBehind(model, pull)) return 'author';
  const checks = checkRunsOf(model, headSha).map(({ name }) => stateOfCheck(model, headSha, name));
  const wanting = opinionsOn(model, number).want.filter((login) => !reviewers.includes(login));
  if (checks.includes('failing') || wanting.length > 0) return 'author';
  if (reviewers.length > 0) return 'reviewer';
  if (agents !== undefined && isAgentsWork(task) && !isApprovedNow({ github, agents }, pull, task)) return 'reviewer';
  if (fourEyes && !hasOtherEyes({ github }, pull)) return 'reviewer';
  return checks.every((state) => state === 'passed') ? 'ship' : 'checks';
}

function checkTask(world: World, plan: Plan, line: Task, task: TaskRecord, disagrees: (says: string) => void): void {
  const { issue, pullRequest, requestedAt, label, effects, seen } = task;
  const done = (kind: string) => effects.find((effect) => effect.kind === kind && effect.outcome !== undefined);
  const opened = done('create-pull-request')?.outcome?.id;
  if (opened !== undefined && opened !== String(pullRequest?.number)) disagrees(`it opened #${opened}`);
  const merge = done('merge-pull-request');
  const isMerged = merge !== undefined && merge.outcome?.refused === undefined;
  const isLate = (seen?.at ?? 0) > (plan.endedAt ?? Number.POSITIVE_INFINITY);
  if (isMerged && merge.resolvedAt === undefined && isLate) disagrees('merged after its plan had ended');
  // What the work itself takes off comes after its record.
  const before = world.github.issues.history(issue.number).filter(({ at }) => at <= requestedAt);
  if (line.note?.startsWith('label') && before.every(({ issue: shown }) => shown?.labels.includes(label)))
    disagrees('it was skipped for the label that it took off itself');
  if (task.ship?.why?.includes('was modified')) disagrees('a head that moved was given up');
  if (plan.shipping !== undefined) disagrees('its plan is being shipped for ever');
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
