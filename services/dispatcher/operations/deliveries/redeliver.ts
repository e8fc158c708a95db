/**
 * Has GitHub send deliveries again that were claimed. It may be done twice: a delivery has one GUID however often it comes,
 * and ingress and dispatcher take a GUID that they have had for nothing new. So a call whose answer is lost is looked for by
 * nobody; the next look reads in GitHub's log what came of it.
 */
import { GitHubError, type HookDeliveries } from '@valine/github';
import type { MissedDelivery } from '@valine/records';
import type { Sent } from './decide.ts';

/** What one call may take, with the second that GitHub wants between two. */
const CALL_MS = 9000;
/** A token that was just made may be refused for a moment. */
const REFUSED_REST_MS = 3_600_000;
const LIMITED_REST_MS = 60_000;

type Time = { now(): number; deadline: number | undefined };

/** One after the other, as GitHub asks. */
export async function redeliverAll(
  hooks: Pick<HookDeliveries, 'redeliver'>,
  claimed: readonly MissedDelivery[],
  { hookId, now, deadline = Number.POSITIVE_INFINITY }: Time & { hookId: number | undefined },
): Promise<Sent & { failure?: string }> {
  const gone: string[] = [];
  for (const [index, { guid, id }] of claimed.entries()) {
    const rest = claimed.slice(index);
    const soFar = { gone, sent: index - gone.length };
    if (now() + CALL_MS > deadline) return { ...soFar, uncalled: rest.map((each) => each.guid) };
    try {
      await hooks.redeliver(id, hookId);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.reason === 'not_found' || error.reason === 'invalid') gone.push(guid);
      else {
        const uncalled = rest.filter((each) => each.guid !== guid || !error.mayHaveLanded).map((each) => each.guid);
        const refused = error.reason === 'forbidden' && { isRefused: true };
        return { ...soFar, ...refused, uncalled, failure: error.message, ...restAfter(error, now()) };
      }
    }
  }
  return { uncalled: [], gone, sent: claimed.length - gone.length };
}

/** How long GitHub is left alone after it has refused; nothing for what passes by itself. */
export function restAfter({ reason, retryAfterSeconds }: GitHubError, now: number): { restUntil?: number } {
  switch (reason) {
    case 'unavailable':
      return {};
    case 'rate_limited':
      return { restUntil: now + (retryAfterSeconds === undefined ? LIMITED_REST_MS : retryAfterSeconds * 1000) };
    default:
      return { restUntil: now + REFUSED_REST_MS };
  }
}
