/** How an effect of ours is recognised at GitHub: by a hidden marker, or by the title of the workflow run. */
import type { Lookup } from '@valine/effects';
import type { FoundWorkflowRun } from '@valine/github';
import { CLOCK_SKEW_MS } from '@valine/lambda-kit';
import type { EffectOutcome } from '@valine/records';

/** An HTML comment, which GitHub does not show. */
export function markerOf(operation: string): string {
  return `<!-- valine:${operation} -->`;
}

/** Whether we have written it. */
export function isMarked(body: string): boolean {
  return body.includes(markerOf('').slice(0, -4).trimEnd());
}

export function withMarker(body: string, operation: string): string {
  return `${body}\n\n${markerOf(operation)}`;
}

/** Nothing that the effect left behind is older. */
export function searchFrom({ since }: { since: number }): number {
  return since - CLOCK_SKEW_MS;
}

/** `runs`: the newest first. Of two with the same id the older one is at work; the other ends itself. */
export function lookupByTitle(runs: readonly FoundWorkflowRun[], correlationId: string): Lookup<EffectOutcome> {
  const ours = runs.findLast(({ displayTitle }) => displayTitle.includes(correlationId));
  return ours === undefined ? { kind: 'absent' } : { kind: 'done', outcome: { id: String(ours.id), url: ours.url } };
}
