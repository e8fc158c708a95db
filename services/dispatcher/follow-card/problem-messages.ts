/** Why a follow could not go on, and what to do. */
import { codeSpan, type FollowProblem, plainText, refusalMessage } from '@valine/contracts';
import type { Follow, RunEffect, Stage } from '@valine/runs';
import { runLinkText, workflowText } from './name-messages.ts';

export function problemText(follow: Follow, stage: Stage, problem: FollowProblem): string[] {
  const { content } = refusalMessage(problem, sentenceText(follow, stage, problem));
  return [content, ...notStartedText(follow)];
}

function sentenceText({ repository, deadline }: Follow, stage: Stage, problem: FollowProblem): string {
  const { kind, workflow, wantedRunId = stage.run?.id ?? 0, beganAt = deadline } = stage;
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
      return timedOutText(stage, Math.round((deadline - beganAt) / 60_000));
    case 'github_refused':
      return `GitHub does not let us read ${stage.run === undefined ? `runs of ${file}` : runLinkText(stage.run.url)}. Whoever runs this installation should check that the token or App may read Actions of the repository.`;
    case 'still_waiting':
      return 'It still waits for a runner.';
  }
}

function settingOf(kind: Stage['kind']): string {
  return kind === 'diagnose' ? 'DIAGNOSE_WORKFLOW' : 'CLIENT_DEPLOY_WORKFLOW';
}

function timedOutText({ kind, run, correlationId }: Stage, minutes: number): string {
  if (run === undefined)
    return `No run of ${workflowText(kind)} showed up within ${minutes} minutes. See in the Actions tab whether it ran${correlationId === undefined ? '' : `; the \`run-name\` of the workflow must show the correlation id ${codeSpan(correlationId)}`}.`;
  const later = kind === 'diagnose' ? '' : ` \`/verify-run run_id:${run.id}\` verifies it once it has ended.`;
  return `The ${runLinkText(run.url)} has not ended within ${minutes} minutes, so it is no longer followed. Open it, and cancel it there if it is stuck.${later}`;
}

/** GitHub has said no to what the stage stands and falls with; `reason` says what to do about that. */
export function startRefusedText(follow: Follow, stage: Stage, effect: RunEffect, reason: string): string[] {
  const sentence = `${refusedText(stage, effect)} ${plainText(reason)} ${neededText(stage, effect)}`;
  const retry = `-# Once that is mended, an operator can have it tried again: \`valine resolve ${effect.id} --retry\``;
  return [refusalMessage('dispatch_refused', sentence).content, retry, ...notStartedText(follow)];
}

function refusedText({ kind }: Stage, effect: RunEffect): string {
  if (effect.kind === 'rerun-failed-jobs') return 'The failed jobs were not run again.';
  return `${workflowText(kind)} was not started.`;
}

function neededText({ workflow }: Stage, { kind, params }: RunEffect): string {
  if (kind === 'rerun-failed-jobs') return 'GitHub runs nothing again that is older than a month.';
  const on = typeof params.ref === 'string' ? codeSpan(params.ref) : 'the default branch';
  const [trigger, permission] =
    kind === 'dispatch-workflow' ? ['workflow_dispatch', 'Actions'] : ['repository_dispatch', 'Contents'];
  return `It takes the file ${codeSpan(workflow)} on ${on} with \`on: ${trigger}\` and the inputs \`correlation_id\` and \`requester\`, and a token or App that may write ${permission}.`;
}

function notStartedText({ stages, stage }: Follow): string[] {
  return stages.slice(stage + 1).map(({ kind }) => `${workflowText(kind)} was not started.`);
}
