/** The one message of a tracking: what was asked for, how it stands, and in the end what was found. */

import { buttonId } from '@valine/commands';
import { type Button, type Message, plainText, type Report, type Tone } from '@valine/contracts';
import {
  awaitsOperator,
  currentStage,
  type EffectRecord,
  isTrackingEnded,
  type Stage,
  type Tracking,
} from '@valine/records';
import { effectParkedMessage } from '../../effects/definition/messages.ts';
import { evidenceText, trendChartText } from './evidence-messages.ts';
import {
  cancelledText,
  cancellingText,
  problemText,
  progressText,
  rerunText,
  startRefusedText,
} from './progress-messages.ts';
import { workflowText } from './text-messages.ts';
import { cancellationText, shortText, verdictText } from './verdict-messages.ts';

/** `short`: what is well stands in one line; the rest of it behind a button. */
type View = 'short' | 'whole';

/** Short as long as all is well. */
export function trackingMessage(tracking: Tracking): Message {
  const shown = isWellSoFar(tracking) ? { content: contentText(tracking, 'short') } : detailsMessage(tracking);
  return { ...shown, buttons: buttonsOf(tracking) };
}

/** All that is known of it. */
export function detailsMessage(tracking: Tracking): Message {
  const evidence = evidenceText(tracking);
  const chart = trendChartText(tracking);
  return {
    content: contentText(tracking, 'whole'),
    ...(evidence === undefined ? {} : { card: { ...evidence, tone: toneOf(tracking) } }),
    ...(chart === undefined ? {} : { chart }),
  };
}

function isWellSoFar(tracking: Tracking): boolean {
  const { state, stages } = tracking;
  const isOpen = !isTrackingEnded(tracking);
  return (isOpen || state === 'succeeded') && stages.every(({ report }) => (report?.verdict ?? 'ok') === 'ok');
}

function contentText(tracking: Tracking, view: View): string {
  const isOneLine = view === 'short' && isTrackingEnded(tracking);
  const acts = isOneLine ? [] : actsText(tracking);
  return [...stagesText(tracking, view), ...acts, ...parkedText(tracking), smallPrintText(tracking, isOneLine)].join(
    '\n',
  );
}

function stagesText(tracking: Tracking, view: View): string[] {
  const begun = tracking.stages.slice(0, tracking.stage + 1);
  return begun.flatMap((stage, index) => {
    if (view === 'short' && stage.report !== undefined) return [shortText(stage, stage.report)];
    const heading = index === 0 ? [] : ['', `**${workflowText(stage.kind)}**`];
    return [...heading, ...stageText(tracking, stage)];
  });
}

function stageText(tracking: Tracking, stage: Stage): string[] {
  if (stage.report !== undefined) return [...verdictText(stage, stage.report), ...whyCancelled(tracking, stage.report)];
  if (tracking.state !== 'abandoned') return progressText(tracking, stage);
  const refused = tracking.effects.find(({ id }) => id === stage.effectId);
  if (stage.problem === undefined && refused?.parked !== undefined)
    return startRefusedText(tracking, stage, refused, refused.parked.reason);
  return problemText(tracking, stage, stage.problem ?? 'timed_out');
}

/** Of a run that was cancelled from here it is known better who did it. */
function whyCancelled({ cancelledBy }: Tracking, { cancellation }: Report): string[] {
  if (cancellation === undefined || (cancellation.because === 'person' && cancelledBy !== undefined)) return [];
  return [cancellationText(cancellation)];
}

function actsText(tracking: Tracking): string[] {
  const { cancelledBy, rerunBy, state } = tracking;
  const rerun = rerunBy === undefined ? [] : [rerunText(rerunBy.name)];
  if (cancelledBy === undefined) return rerun;
  if (state === 'cancelled') return [...rerun, cancelledText(cancelledBy.name)];
  return isTrackingEnded(tracking) || !isCancelling(tracking) ? rerun : [...rerun, cancellingText(cancelledBy.name)];
}

/** What waits for an operator: whether it was done cannot be told, or GitHub has said no. */
function parkedText(tracking: Tracking): string[] {
  if (isTrackingEnded(tracking)) return [];
  return tracking.effects.flatMap((effect) => (isMoot(tracking, effect) ? [] : parkedLines(effect)));
}

/** A run that has shown up was started, whatever became of the answer. */
function isMoot({ stages }: Tracking, { id, kind }: EffectRecord): boolean {
  const isSeen = (status: string | undefined) =>
    kind === 'rerun-failed-jobs' ? status === 'in_progress' : status !== undefined;
  return stages.some(({ effectId, run }) => effectId === id && isSeen(run?.status));
}

function parkedLines(effect: EffectRecord): string[] {
  if (effect.parked === undefined) return [];
  const unconfirmed = effect.claim === undefined ? [] : [unconfirmedText()];
  if (!awaitsOperator(effect)) return unconfirmed;
  return [...unconfirmed, effectParkedMessage(effect, effect.parked.reason).content ?? ''];
}

function unconfirmedText(): string {
  return '❓ Whether GitHub has done it all the same is not known: see in the Actions tab.';
}

/** Enough to know a run by its title, as long as that is of use: `/status` shows the whole. */
const SHOWN_OF_CORRELATION_ID = 8;

/** `isOneLine`: who had it run again has no line of its own. */
function smallPrintText(tracking: Tracking, isOneLine: boolean): string {
  const { id, requestedBy, rerunBy } = tracking;
  const starting = isTrackingEnded(tracking) ? [] : correlationIdsOf(tracking);
  const parts = [
    `\`${id}\``,
    ...starting.map((id) => `correlation id \`${id.slice(0, SHOWN_OF_CORRELATION_ID)}\``),
    `requested by ${plainText(requestedBy.name)}`,
    ...(isOneLine && rerunBy !== undefined ? [`run again by ${plainText(rerunBy.name)}`] : []),
  ];
  return `-# ${parts.join(' • ')}`;
}

/** Of the stages that have begun. */
export function correlationIdsOf({ stages, stage }: Pick<Tracking, 'stages' | 'stage'>): string[] {
  return stages
    .slice(0, stage + 1)
    .flatMap(({ correlationId }) => (correlationId === undefined ? [] : [correlationId]));
}

function toneOf({ state, stages }: Tracking): Tone {
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

function buttonsOf(tracking: Tracking): Button[] {
  const { id, state } = tracking;
  const { run } = currentStage(tracking);
  if (!isTrackingEnded(tracking)) {
    const canBeCancelled = run !== undefined && !isAwaited(tracking) && !isCancelling(tracking);
    return canBeCancelled ? [{ id: buttonId('cancel-workflow', id), label: 'Cancel', style: 'danger' }] : [];
  }
  const hasRunAgain = state === 'abandoned' && run?.status === 'completed';
  if (state === 'succeeded') return [{ id: buttonId('details', id), label: 'Details', style: 'secondary' }];
  if (state !== 'failed' && !hasRunAgain) return [];
  const rerun: Button = { id: buttonId('rerun-failed', id), label: 'Re-run failed jobs', style: 'primary' };
  const diagnose: Button = { id: buttonId('diagnose-now', id), label: 'Diagnose', style: 'secondary' };
  return hasNothingFailed(run?.conclusion) ? [diagnose] : [rerun, diagnose];
}

/** A run that ended so has no failed jobs: GitHub refuses to run them again. */
export function hasNothingFailed(conclusion: string | null | undefined): boolean {
  return conclusion === 'success' || conclusion === 'skipped' || conclusion === 'neutral';
}

/** The next attempt was asked for and does not show yet: what there is to cancel is the one that has ended. */
export function isAwaited({ state, rerunBy }: Pick<Tracking, 'state' | 'rerunBy'>): boolean {
  return state === 'starting' && rerunBy !== undefined;
}

/** GitHub was asked, or is being asked. What an operator would have to decide about may be asked for once more. */
export function isCancelling(tracking: Tracking): boolean {
  const { run } = currentStage(tracking);
  return tracking.effects.some(
    ({ kind, parked, params }) =>
      kind === 'cancel-workflow-run' &&
      parked === undefined &&
      params.runId === run?.id &&
      params.attempt === run?.attempt,
  );
}
