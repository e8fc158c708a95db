/** Reads GitHub's log of deliveries back to where the look before had come, a few pages at a look. */
import type { DeliveryAttempt, HookDeliveries } from '@valine/github';
import type { Deliveries } from '@valine/records';

/** Of a hundred each. In quiet times one is enough. */
const MOST_PAGES = 5;

export type ReadLog = { attempts: DeliveryAttempt[]; gap: Deliveries['gap'] };

/** `since`: epoch milliseconds. `gap`: what earlier looks have left. @throws GitHubError */
export async function readLog(
  hooks: Pick<HookDeliveries, 'page'>,
  { hookId, since, gap }: { hookId: number | undefined; since: number; gap: Deliveries['gap'] },
): Promise<ReadLog> {
  const attempts: DeliveryAttempt[] = [];
  let pages = 0;
  /** Where it stopped; undefined once it has come to `until`. */
  const readBack = async (from: string | undefined, until: number): Promise<string | undefined> => {
    let cursor = from;
    while (pages < MOST_PAGES) {
      pages += 1;
      const page = await hooks.page(hookId, cursor);
      attempts.push(...page.attempts.filter(({ at }) => at >= until));
      if (page.next === undefined || page.attempts.some(({ at }) => at < until)) return undefined;
      cursor = page.next;
    }
    return cursor;
  };
  const stopped = await readBack(undefined, since);
  if (stopped !== undefined) return { attempts, gap: { cursor: stopped, until: gap?.until ?? since } };
  if (gap === undefined) return { attempts, gap };
  const rest = await readBack(gap.cursor, gap.until);
  return { attempts, gap: rest === undefined ? undefined : { cursor: rest, until: gap.until } };
}
