/** How a coding agent is stopped: by its kind, for the settings may have changed since it began. Pure. */
import type { EffectRecord, TaskAgent, TaskRecord } from '@valine/records';
import { cancelWorkflowRun, type EffectIntent, unassign } from '../../effects/kinds/index.ts';
import { COPILOT } from './agent.ts';

/** Undefined where nothing stops it from here, or not yet. */
export function stopIntent(
  { id, kind, runId }: TaskAgent,
  { issue }: Pick<TaskRecord, 'issue'>,
): EffectIntent | undefined {
  switch (kind) {
    case 'copilot':
      return unassign.intend(`stop ${id}`, { number: issue.number, login: COPILOT });
    case 'workflow':
      return runId === undefined ? undefined : cancelWorkflowRun.intend(`stop ${id}`, { runId, attempt: 1 });
    case 'comment':
      return undefined;
  }
}

/** It was stopped before its run was known. */
export function stopOfLateRun(task: TaskRecord, { id, kind }: EffectRecord): EffectIntent[] {
  const { agent } = task;
  if (agent === undefined || agent.effectId !== id || kind !== 'dispatch-workflow') return [];
  if (agent.state !== 'stopped' && agent.state !== 'timed_out') return [];
  return [stopIntent(agent, task) ?? []].flat();
}
