/** Whether one of these workflow runs is the one that we started. */
import type { Lookup } from '@valine/effects';
import type { FoundWorkflowRun } from '@valine/github';
import type { EffectOutcome } from '@valine/records';

/** `runs`: the newest first. Of two with the same id the older one is at work; the other ends itself. */
export function lookupByTitle(runs: readonly FoundWorkflowRun[], correlationId: string): Lookup<EffectOutcome> {
  const ours = runs.findLast(({ displayTitle }) => displayTitle.includes(correlationId));
  return ours === undefined ? { kind: 'absent' } : { kind: 'done', outcome: { id: String(ours.id), url: ours.url } };
}
