/** What a follow says at its end is what GitHub and the site would say: unknown is never ok, and well is not called bad. */
import type { CheckVerdict, Report, WorkflowRunState } from '@valine/contracts';
import { isTrackingEnded, type Stage, type Tracking } from '@valine/records';
import type { RunPlan } from '../platforms/github/actions/run-plan.ts';
import type { World } from '../world.ts';
import { trackingsOf } from './one-message.ts';

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
  const disagrees = (says: string) => engine.report('a follow ends as its runs did', `${id} is ${state}: ${says}`);
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
  if (stage.kind === 'diagnose') checkDiagnosis(world, run, report.verdict, disagrees);
  else if (report.verdict === 'ok' && !web.wellAt.some((at) => at >= (stage.beganAt ?? 0)))
    disagrees('the site was never seen to be well');
  engine.coverage.sometimes(`a ${stage.kind} was ${report.verdict}`);
}

function checkDiagnosis(world: World, run: WorkflowRunState, verdict: CheckVerdict, disagrees: (says: string) => void) {
  const { workflows } = world.github;
  const truth = verdictOf(run.conclusion, workflows.plans.get(`${run.id}/${run.attempt}`));
  if (verdict === 'ok' && truth !== 'ok') disagrees(`it is called ok and is ${truth}`);
  else if (verdict !== truth && !isExcused(world)) disagrees(`it is called ${verdict} and is ${truth}`);
}

function verdictOf(conclusion: string | null, plan: RunPlan | undefined): CheckVerdict {
  if (conclusion !== 'success') return 'bad';
  if (plan?.summary === 'failing check') return 'bad';
  return plan?.summary === 'ok' ? 'ok' : 'unknown';
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
