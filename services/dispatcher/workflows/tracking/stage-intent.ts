/** The effect by which a stage starts its workflow. */
import { cutText } from '@valine/contracts';
import { currentStage, type Stage, type Tracking, withCurrentStage } from '@valine/records';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import { effectIdOf } from '../../effects/intend-effects.ts';
import { dispatchWorkflow, requestDispatch } from '../../effects/kinds/index.ts';
import type { DispatcherSettings } from '../../ports.ts';

/** The event that the diagnose workflow listens to. */
const DIAGNOSE_EVENT = 'diagnose.request';
/** Stands in the title of the run. */
const MOST_OF_A_NAME = 60;

type Starting = Pick<DispatcherSettings, 'workflowRef' | 'diagnoseTrigger'>;

/** Undefined for a stage that starts nothing: it inspects a run that is there. */
export function stageIntent(
  { inputs, requestedBy }: Pick<Tracking, 'inputs' | 'requestedBy'>,
  { kind, workflow, correlationId }: Stage,
  { workflowRef, diagnoseTrigger }: Starting,
): EffectIntent | undefined {
  if (correlationId === undefined) return undefined;
  const given = { ...inputs, correlation_id: correlationId, requester: requesterOf(requestedBy.name) };
  return kind === 'diagnose' && diagnoseTrigger === 'repository_dispatch'
    ? requestDispatch.intend(kind, { eventType: DIAGNOSE_EVENT, payload: given, workflow, correlationId })
    : dispatchWorkflow.intend(kind, { workflow, ref: workflowRef, inputs: given, correlationId });
}

/** The current stage stands and falls with the effect that `source` gives rise to. */
export function startedBy(tracking: Tracking, source: string, intent: EffectIntent): Tracking {
  return withCurrentStage(tracking, { ...currentStage(tracking), effectId: effectIdOf(tracking, source, intent) });
}

/** On one line, as a title is. */
function requesterOf(name: string): string {
  return cutText(name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), MOST_OF_A_NAME);
}
