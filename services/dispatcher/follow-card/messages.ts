/** The one message of a follow: what was asked for, how it stands, and in the end what was found. */
import { buttonId } from '@valine/commands';
import { type Button, type Message, plainText, type Tone } from '@valine/contracts';
import { currentStage, type Follow, isFollowEnded, type RunEffect, type Stage } from '@valine/runs';
import { isAwaited, isCancelling } from '../cancel-workflow/decide.ts';
import { effectParkedMessage } from '../effects/messages.ts';
import { evidenceText } from './evidence-messages.ts';
import { workflowText } from './name-messages.ts';
import { problemText, startRefusedText } from './problem-messages.ts';
import { cancelledText, cancellingText, progressText, rerunText, startedText } from './progress-messages.ts';
import { trendChartText } from './trend-messages.ts';
import { verdictText } from './verdict-messages.ts';

export function followMessage(follow: Follow): Message {
  const content = [...stagesText(follow), ...actsText(follow), ...parkedText(follow), smallPrintText(follow)].join(
    '\n',
  );
  if (isQuiet(follow)) return { content, buttons: [] };
  const evidence = evidenceText(follow);
  const chart = trendChartText(follow);
  return {
    content,
    ...(evidence === undefined ? {} : { card: { ...evidence, tone: toneOf(follow) } }),
    ...(chart === undefined ? {} : { chart }),
    buttons: buttonsOf(follow),
  };
}

/** Whoever did not want to wait is not told how it goes, unless it goes wrong. */
function isQuiet({ tellsSuccess, rerunBy, state }: Follow): boolean {
  const wentWrong = state === 'failed' || state === 'cancelled' || state === 'abandoned';
  return !tellsSuccess && rerunBy === undefined && !wentWrong;
}

function stagesText(follow: Follow): string[] {
  const begun = follow.stages.slice(0, follow.stage + 1);
  return begun.flatMap((stage, index) =>
    index === 0 ? stageText(follow, stage) : ['', `**${workflowText(stage.kind)}**`, ...stageText(follow, stage)],
  );
}

function stageText(follow: Follow, stage: Stage): string[] {
  if (isQuiet(follow)) return startedText(stage);
  if (stage.report !== undefined) return verdictText(stage, stage.report);
  if (follow.state !== 'abandoned') return progressText(follow, stage);
  const refused = follow.effects.find(({ id }) => id === stage.effectId);
  if (stage.problem === undefined && refused?.parked !== undefined)
    return startRefusedText(follow, stage, refused, refused.parked.reason);
  return problemText(follow, stage, stage.problem ?? 'timed_out');
}

function actsText(follow: Follow): string[] {
  const { cancelledBy, rerunBy, state } = follow;
  const rerun = rerunBy === undefined ? [] : [rerunText(rerunBy.name)];
  if (cancelledBy === undefined) return rerun;
  if (state === 'cancelled') return [...rerun, cancelledText(cancelledBy.name)];
  return isFollowEnded(follow) || !isCancelling(follow) ? rerun : [...rerun, cancellingText(cancelledBy.name)];
}

/** What waits for an operator: whether it was done cannot be told, or GitHub has said no. */
function parkedText(follow: Follow): string[] {
  if (isFollowEnded(follow)) return [];
  return follow.effects.flatMap((effect) => (isMoot(follow, effect) ? [] : parkedLines(effect)));
}

/** A run that has shown up was started, whatever became of the answer. */
function isMoot({ stages }: Follow, { id, kind }: RunEffect): boolean {
  const isSeen = (status: string | undefined) =>
    kind === 'rerun-failed-jobs' ? status === 'in_progress' : status !== undefined;
  return stages.some(({ effectId, run }) => effectId === id && isSeen(run?.status));
}

function parkedLines(effect: RunEffect): string[] {
  if (effect.parked === undefined) return [];
  const unsure = effect.claim === undefined ? [] : [unsureText()];
  return [...unsure, effectParkedMessage(effect, effect.parked.reason).content ?? ''];
}

function unsureText(): string {
  return '❓ Whether GitHub has done it all the same is not known: see in the Actions tab.';
}

function smallPrintText({ id, stages, stage, requestedBy }: Follow): string {
  const begun = stages.slice(0, stage + 1);
  const correlationIds = begun.flatMap(({ correlationId }) => (correlationId === undefined ? [] : [correlationId]));
  const parts = [
    `\`${id}\``,
    ...correlationIds.map((correlationId) => `correlation id \`${correlationId}\``),
    `requested by ${plainText(requestedBy.name)}`,
  ];
  return `-# ${parts.join(' • ')}`;
}

function toneOf({ state, stages }: Follow): Tone {
  switch (state) {
    case 'succeeded':
      return 'good';
    case 'failed':
      return stages.some(({ report }) => report?.verdict === 'bad') ? 'bad' : 'warning';
    case 'cancelled':
      return 'warning';
    case 'abandoned':
      return 'bad';
    default:
      return 'running';
  }
}

function buttonsOf(follow: Follow): Button[] {
  const { id, state } = follow;
  const { run } = currentStage(follow);
  if (!isFollowEnded(follow)) {
    const canBeCancelled = run !== undefined && !isAwaited(follow) && !isCancelling(follow);
    return canBeCancelled ? [{ id: buttonId('cancel-workflow', id), label: 'Cancel', style: 'danger' }] : [];
  }
  const hasRunAgain = state === 'abandoned' && run?.status === 'completed';
  if (state !== 'failed' && !hasRunAgain) return [];
  const rerun: Button = { id: buttonId('rerun-failed', id), label: 'Re-run failed jobs', style: 'primary' };
  const diagnose: Button = { id: buttonId('diagnose-now', id), label: 'Diagnose', style: 'secondary' };
  return run?.conclusion === 'success' ? [diagnose] : [rerun, diagnose];
}
