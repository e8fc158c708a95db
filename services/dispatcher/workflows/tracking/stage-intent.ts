/** The effect by which a stage starts its workflow. */
import type { Stage, Tracking } from '@valine/records';
import type { EffectIntent } from '../../effects/definition/define-effect.ts';
import { dispatchWorkflow } from '../../effects/kinds/dispatch-workflow.ts';
import { requestDispatch } from '../../effects/kinds/request-dispatch.ts';
import type { DispatcherSettings } from '../../ports.ts';

/** The event that the diagnose workflow listens to. */
const DIAGNOSE_EVENT = 'diagnose.request';
/** Stands in the title of the run. */
const MOST_OF_A_NAME = 60;

type Starting = Pick<DispatcherSettings, 'workflowRef' | 'diagnoseTrigger'>;

/** Undefined for a stage that starts nothing: it looks at a run that is there. */
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

/** On one line, as a title is. */
function requesterOf(name: string): string {
  return Array.from(name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ').trim())
    .slice(0, MOST_OF_A_NAME)
    .join('');
}
