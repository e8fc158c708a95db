/** Reads GitHub's log of deliveries back to where the look before had come, a few pages at a look. */
import { type DeliveryAttempt, GitHubError, type HookDeliveries } from '@valine/github';
import type { Deliveries } from '@valine/records';
import type { Span } from './decide.ts';

/** What GitHub says of a cursor whose delivery it has forgotten. */
const GONE: readonly string[] = ['not_found', 'invalid'];
/** Of a hundred each. In quiet times one is enough. */
const MOST_PAGES = 5;

/** `unseen`: was to be read, and GitHub has it no more. */
export type ReadLog = { attempts: DeliveryAttempt[]; gap: Deliveries['gap']; unseen?: Span };

/** `since`, `keptSince`: epoch milliseconds; GitHub keeps what was sent after that. `gap`: what earlier looks have left. @throws GitHubError */
export async function readLog(
  hooks: Pick<HookDeliveries, 'page'>,
  {
    hookId,
    since,
    keptSince,
    gap,
  }: { hookId: number | undefined; since: number; keptSince: number; gap: Deliveries['gap'] },
): Promise<ReadLog> {
  const attempts: DeliveryAttempt[] = [];
  let pages = 0;
  /** Where it stopped; undefined once it has come to `until`. */
  const readBack = async (from: string | undefined, until: number): Promise<{ cursor: string } | undefined> => {
    let cursor = from;
    while (pages < MOST_PAGES) {
      pages += 1;
      const page = await hooks.page(hookId, cursor);
      attempts.push(...page.attempts.filter(({ at }) => at >= until));
      if (page.next === undefined || page.attempts.some(({ at }) => at < until)) return undefined;
      cursor = page.next;
    }
    return cursor === undefined ? undefined : { cursor };
  };
  const stopped = await readBack(undefined, since);
  if (stopped !== undefined) return { attempts, gap: { ...stopped, until: gap?.until ?? since } };
  if (gap === undefined) return { attempts, gap };
  const { until } = gap;
  const rest = await readBack(gap.cursor, until).catch((error) => {
    if (error instanceof GitHubError && GONE.includes(error.reason)) return 'gone' as const;
    throw error;
  });
  if (rest === 'gone') return { attempts, gap: undefined, unseen: { from: until, to: Math.max(until, since) } };
  if (rest !== undefined) return { attempts, gap: { cursor: rest.cursor, until } };
  return { attempts, gap: undefined, ...(until < keptSince && { unseen: { from: until, to: keptSince } }) };
}
