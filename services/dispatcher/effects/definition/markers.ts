/** By what an effect of ours is known again at GitHub. */

/** GitHub's clock and ours may differ by so much. */
const SKEW_MS = 60_000;

/** An HTML comment, which GitHub does not show. */
export function markerOf(operation: string): string {
  return `<!-- valine:${operation} -->`;
}

export function withMarker(body: string, operation: string): string {
  return `${body}\n\n${markerOf(operation)}`;
}

/** Nothing that the effect left behind is older. */
export function searchFrom({ since }: { since: number }): number {
  return since - SKEW_MS;
}
