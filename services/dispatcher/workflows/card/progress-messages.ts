/** How a stage reads that is under way, or that came to no report. */
import {
  agoMarkdown,
  codeSpan,
  plainText,
  refusalMessage,
  type TrackingProblem,
  type WorkflowRunState,
} from '@valine/contracts';
import { type EffectRecord, type Stage, stillSince, type Tracking } from '@valine/records';
import { lateCallMessage } from '../../effects/definition/messages.ts';
import { commitText } from './commit-messages.ts';
import { linkText, runLinkText, workflowText } from './text-messages.ts';

export function progressText(tracking: Tracking, stage: Stage): string[] {
  const { run } = stage;
  if (run === undefined) return [startingText(stage), ...behindText(tracking), ...waitingText(stage)];
  // Once GitHub tells which run holds the group, that says it better.
  const behind = run.status === 'in_progress' || run.holder !== undefined ? [] : behindText(tracking);
  return [
    headText(tracking, run),
    ...ofCommitText(stage),
    ...placeText(run),
    ...behind,
    ...waitingText(stage),
    ...laterText(stage),
  ];
}

function behindText({ behind }: Tracking): string[] {
  if (behind === undefined) return [];
  return [
    `Another one is still going: ${runLinkText(behind.url)}, begun ${agoMarkdown(behind.since)}. This one may have to wait for its end.`,
  ];
}

function startingText({ kind, wantedRunId }: Stage): string {
  switch (kind) {
    case 'deploy':
      return '🟡 Starting Client Deploy…';
    case 'diagnose':
      return '🟡 Starting Diagnose…';
    case 'verify':
      return `🟡 Verifying ${wantedRunId === undefined ? 'the latest Client Deploy' : `Client Deploy run ${wantedRunId}`}…`;
  }
}

function headText({ state }: Tracking, { url, attempt, status }: WorkflowRunState): string {
  const waits = HEADS.get(status) ?? '🟡 Queued';
  const head = state === 'running' ? '⏳ Running' : waits;
  return [head, runLinkText(url), ...(attempt > 1 ? [`attempt ${attempt}`] : [])].join(' • ');
}

/** A diagnose is of what is deployed already. While a run is queued, mostly for seconds, that is worth no edit of its own. */
function ofCommitText({ kind, run }: Stage): string[] {
  const commit = run === undefined || kind === 'diagnose' || run.status === 'queued' ? undefined : commitText(run);
  return commit === undefined ? [] : [commit];
}

/** What a run waits for, where that is no runner. */
const HEADS = new Map([
  ['waiting', '🟡 Waiting for approval'],
  ['pending', '🟡 Waiting for another run'],
]);

function placeText({ job, step }: WorkflowRunState): string[] {
  const place = [job, step].filter((name) => name !== undefined).map((name) => codeSpan(name, 80));
  return place.length === 0 ? [] : [place.join(' › ')];
}

function waitingText(stage: Stage): string[] {
  const { problem, run } = stage;
  const since = problem === 'still_waiting' ? stillSince(stage) : undefined;
  const ago = since === undefined ? undefined : agoMarkdown(since);
  if (run !== undefined) return waitText(run, ago);
  if (problem !== 'still_waiting') return [];
  return [
    `Its run has not shown up${ago === undefined ? '' : `: it was asked for ${ago}`}. See in the Actions tab of the repository whether it is there.`,
  ];
}

/** `ago`: when it began to wait, once that is long. */
function waitText({ status, url, holder }: WorkflowRunState, ago: string | undefined): string[] {
  const since = ago === undefined ? '' : ` It began to wait ${ago}.`;
  switch (status) {
    case 'in_progress':
      return [];
    case 'waiting':
      return [
        `Somebody has to approve it on GitHub: open the ${runLinkText(url)} and choose _Review deployments_.${since}`,
      ];
    case 'pending':
      if (holder !== undefined)
        return [
          `${linkText(`run ${holder.id}`, holder.url)} holds its concurrency group and has to end first.${since}`,
        ];
      return ago === undefined ? [] : [`Another run holds its concurrency group and has to end first.${since}`];
    case 'requested':
      return ago === undefined
        ? []
        : [
            `GitHub has taken it and not queued it yet.${since} https://www.githubstatus.com tells whether GitHub has a problem.`,
          ];
    default:
      return ago === undefined
        ? []
        : [`No runner has taken it.${since} See on GitHub whether one is free. This message changes when it begins.`];
  }
}

function laterText({ kind }: Stage): string[] {
  return kind === 'verify' ? ['It is still going: it is verified when it has ended.'] : [];
}

export function cancellingText(name: string): string {
  return `🛑 ${plainText(name)} has asked GitHub to cancel it.`;
}

export function rerunText(name: string): string {
  return `🔁 ${plainText(name)} has asked GitHub to run its failed jobs again.`;
}

export function cancelledText(name: string): string {
  return `Cancelled by ${plainText(name)}.`;
}

export function problemText(tracking: Tracking, stage: Stage, problem: TrackingProblem): string[] {
  const { content } = refusalMessage(problem, sentenceText(tracking, stage, problem));
  const starting = problem === 'timed_out' ? startingEffect(tracking, stage) : undefined;
  const retry = starting?.parked === undefined ? [] : [retryText(starting)];
  return [content, ...ofCommitText(stage), ...retry, ...notStartedText(tracking)];
}

function sentenceText(tracking: Tracking, stage: Stage, problem: TrackingProblem): string {
  const { repository } = tracking;
  const { kind, workflow, wantedRunId = stage.run?.id ?? 0 } = stage;
  const [name, file] = [workflowText(kind), codeSpan(workflow)];
  switch (problem) {
    case 'run_not_found':
      return `There is no workflow run ${wantedRunId} in ${codeSpan(repository)}. Copy the number or the address of a run from the repository's Actions tab.`;
    case 'other_workflow':
      return `Run ${wantedRunId} is not one of ${file}. Give a run of ${name}; if that has another file name, have an operator set it in \`CLIENT_DEPLOY_WORKFLOW\`.`;
    case 'no_run':
      return `${name} has not run yet. Start it with \`/deploy-client\`, or name a run.`;
    case 'workflow_not_found':
      return `${codeSpan(repository)} has no workflow ${file}. Add the file to \`.github/workflows\`, or have an operator set its name in \`${settingOf(kind)}\`.`;
    case 'timed_out':
      return timedOutText(tracking, stage);
    case 'github_refused':
      return `GitHub does not let us read ${stage.run === undefined ? `runs of ${file}` : runLinkText(stage.run.url)}. Whoever runs this installation should check that the token or App may read Actions of the repository.`;
    case 'still_waiting':
      return 'It still waits for a runner.';
  }
}

function settingOf(kind: Stage['kind']): string {
  return kind === 'diagnose' ? 'DIAGNOSE_WORKFLOW' : 'CLIENT_DEPLOY_WORKFLOW';
}

/** Says what was seen: GitHub may have been away for as long. */
function timedOutText(tracking: Tracking, stage: Stage): string {
  const { kind, run, correlationId, beganAt = tracking.requestedAt } = stage;
  const within = `within ${minutesText(tracking.deadline - beganAt)}`;
  const starting = startingEffect(tracking, stage);
  if (starting !== undefined && starting.outcome === undefined) return lateStartText(stage, starting, within);
  if (run === undefined) {
    const title = `; if it did, its \`run-name\` has to show the correlation id ${codeSpan(correlationId ?? '')}`;
    return `GitHub told of no run of ${workflowText(kind)} ${within}. See in the Actions tab whether it ran${correlationId === undefined ? '' : title}.`;
  }
  const later = kind === 'diagnose' ? '' : ` \`/verify-run run_id:${run.id}\` verifies it once it has ended.`;
  return `GitHub did not tell ${within} that the ${runLinkText(run.url)} has ended, so it is no longer followed. Open it, and cancel it there if it is stuck.${later}`;
}

/** The effect that the stage stands and falls with, unless its run shows that it was done, whatever became of the answer. */
function startingEffect({ effects }: Tracking, { effectId, run }: Stage): EffectRecord | undefined {
  const effect = effects.find(({ id }) => id === effectId);
  const isSeen = effect?.kind === 'rerun-failed-jobs' ? run?.status === 'in_progress' : run !== undefined;
  return isSeen ? undefined : effect;
}

/** It surely was not started, or nobody knows. */
function lateStartText({ kind, run }: Stage, { claim, parked }: EffectRecord, within: string): string {
  const isSure = claim === undefined || claim.unconfirmed === 0;
  const why = plainText(parked?.reason ?? lateCallMessage());
  if (run !== undefined) {
    const again = `Open the ${runLinkText(run.url)}: they can be run again there.`;
    if (isSure) return `The failed jobs could not be run again ${within}. ${why} ${again}`;
    return `Whether the failed jobs were run again is not known: GitHub told nothing of it ${within}. ${again}`;
  }
  const name = workflowText(kind);
  if (isSure) return `${name} could not be started ${within}. ${why} Run the command again.`;
  return `Whether ${name} was started is not known: GitHub told nothing of it ${within}. It is not started any more: see in the Actions tab whether it ran, before you run the command again.`;
}

function minutesText(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** GitHub has said no to what the stage stands and falls with; `reason` says what to do about that. */
export function startRefusedText(tracking: Tracking, stage: Stage, effect: EffectRecord, reason: string): string[] {
  const sentence = `${refusedText(stage, effect)} ${plainText(reason)} ${neededText(stage, effect)}`;
  return [refusalMessage('dispatch_refused', sentence).content, retryText(effect), ...notStartedText(tracking)];
}

function retryText({ id }: EffectRecord): string {
  return `-# Once that is mended, an admin can have it tried again: Retry in \`/ops\`, or \`valine resolve ${id} --retry\` in a terminal`;
}

function refusedText({ kind }: Stage, effect: EffectRecord): string {
  if (effect.kind === 'rerun-failed-jobs') return 'The failed jobs were not run again.';
  return `${workflowText(kind)} was not started.`;
}

function neededText({ workflow }: Stage, { kind, params }: EffectRecord): string {
  if (kind === 'rerun-failed-jobs') return 'GitHub runs nothing again that is older than a month.';
  const on = typeof params.ref === 'string' ? codeSpan(params.ref) : 'the default branch';
  const [trigger, permission] =
    kind === 'dispatch-workflow' ? ['workflow_dispatch', 'Actions'] : ['repository_dispatch', 'Contents'];
  return `It takes the file ${codeSpan(workflow)} on ${on} with \`on: ${trigger}\` and the inputs \`correlation_id\` and \`requester\`, and a token or App that may write ${permission}.`;
}

function notStartedText({ stages, stage }: Tracking): string[] {
  return stages.slice(stage + 1).map(({ kind }) => `${workflowText(kind)} was not started.`);
}
